package io.stillwatch.benchmarks.calibration;

import io.stillwatch.benchmarks.Measurement;
import io.stillwatch.simulator.season.SeasonFile;
import io.stillwatch.simulator.season.SeasonPlan;
import io.stillwatch.standalone.commands.CommandFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stillwatch bench calibration}: simulated customers beside public traces. */
@Command(
    name = "calibration",
    mixinStandardHelpOptions = true,
    description =
        "Hold the ordinary customers of a season (api, retrieval, chat) against ServeGen's clients"
            + " and Azure's conversations, and fit the simulator's constants anew.")
public final class CalibrationCommand extends Measurement {
  /** As long as ServeGen's traces. */
  private static final int DAYS = 14;

  private static final int BUSY_DAYS = 3;
  private static final double BUSY_CALLS = 1_000;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      required = true,
      description = "folder with servegen/ and azure-llm-2023/, which is only read")
  Path data = Path.of("");

  @Option(
      names = "--season",
      paramLabel = "NAME",
      defaultValue = "standard",
      description = "whose roles are played (default: ${DEFAULT-VALUE})")
  String season = "";

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "programs, and as many people; a quarter of the programs is played once more with more"
              + " calls (default: ${DEFAULT-VALUE})")
  int accounts;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "of the season (default: ${DEFAULT-VALUE})")
  long seed;

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "write table and plots to this file too")
  @Nullable Path report;

  @Override
  public Integer call() {
    if (accounts < 40) {
      throw new IllegalArgumentException(accounts + " accounts; at least 40 are needed");
    }
    try {
      Comparison comparison = comparison();
      if (report != null) {
        Files.writeString(report, new CalibrationPage(comparison).html());
      }
      tell(comparison, comparison.json());
      return 0;
    } catch (IOException unwritable) {
      throw new CommandFailed("cannot write " + report + ": " + unwritable, unwritable);
    } catch (UncheckedIOException unreadable) {
      throw new CommandFailed(unreadable.getMessage() + ": " + unreadable.getCause(), unreadable);
    }
  }

  private Comparison comparison() {
    Refit real = Refit.of(data);
    say("read the traces");
    return played(real, SeasonFile.named(season), accounts, seed);
  }

  static Comparison played(Refit real, SeasonPlan plan, int accounts, long seed) {
    return new Comparison(
        real,
        PlayedTraffic.programs(plan, accounts, DAYS, seed),
        PlayedTraffic.busyPrograms(plan, accounts / 4, BUSY_DAYS, BUSY_CALLS, seed),
        PlayedTraffic.talks(plan, accounts, DAYS, seed));
  }
}
