package io.stillwatch.standalone.files;

import com.google.gson.JsonObject;
import io.stillwatch.simulator.PopulationMix;
import io.stillwatch.simulator.Season;
import io.stillwatch.simulator.SeasonWriter;
import io.stillwatch.simulator.cast.Casting;
import io.stillwatch.simulator.play.Play;
import io.stillwatch.simulator.season.SeasonFile;
import io.stillwatch.simulator.season.SeasonPlan;
import io.stillwatch.standalone.commands.CommandFailed;
import io.stillwatch.standalone.commands.ResultOption;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code stillwatch simulate}: a season of honest people and hidden campaigns, with the truth. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description =
        "Write a simulated season: events, truth.csv and harvest.csv, of one in YAML population.csv,"
            + " too. The same seed gives the same bytes.")
public final class SimulateCommand implements Callable<Integer> {
  private static final int ACCOUNTS = 3_000;
  private static final int DAYS = 14;

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--season",
      paramLabel = "NAME|FILE",
      defaultValue = "demo",
      description =
          "quick, standard, or a file of the same form in YAML (.yaml, .yml); demo, honest, or a"
              + " file of properties: start, share.PERSONA (default: ${DEFAULT-VALUE})")
  String season = "demo";

  @Option(
      names = "--accounts",
      paramLabel = "N",
      description =
          "how many accounts (default: 3000; of a season in YAML the honest ones, as it says)")
  @Nullable Integer accounts;

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "how many days (default: 14; a season in YAML says it itself)")
  @Nullable Integer days;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "seed of everything random (default: ${DEFAULT-VALUE})")
  long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "folder to write into, made if absent")
  Path out = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "jsonl|pb",
      defaultValue = "jsonl",
      description =
          "events.jsonl.gz with one Report a line, or events.pb.gz with delimited messages"
              + " (default: ${DEFAULT-VALUE})")
  SeasonWriter.Format format = SeasonWriter.Format.JSONL;

  @Mixin ResultOption result = new ResultOption();

  @Override
  public Integer call() {
    if (SeasonFile.NAMES.contains(season) || season.endsWith(".yaml") || season.endsWith(".yml")) {
      return play(plan());
    }
    Season told =
        Season.named(
            season, accounts == null ? ACCOUNTS : accounts, days == null ? DAYS : days, seed);
    return tell(
        write(() -> SeasonWriter.write(told, out, format)),
        told.accounts(),
        told.days(),
        told.start());
  }

  private SeasonPlan plan() {
    if (days != null) {
      throw new ParameterException(
          spec.commandLine(), "--days: how long season " + season + " is, it says itself");
    }
    SeasonPlan plan = SeasonFile.named(season);
    return accounts == null ? plan : plan.withAccounts(accounts);
  }

  private int play(SeasonPlan plan) {
    Play play = Casting.play(plan, seed);
    long events =
        write(
            () -> {
              Optional<PopulationMix> mix = PopulationMix.of(plan);
              if (mix.isPresent()) {
                SeasonWriter.write(mix.get(), out);
              }
              return SeasonWriter.write(play, out, format);
            });
    return tell(events, play.truth().size(), plan.days(), plan.start());
  }

  private int tell(long events, int accounts, int days, LocalDate start) {
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%,d events of %,d accounts over %d days from %s in %s%n",
            events,
            accounts,
            days,
            start,
            out);
    JsonObject figures = new JsonObject();
    figures.addProperty("events", events);
    figures.addProperty("accounts", accounts);
    figures.addProperty("days", days);
    figures.addProperty("seed", seed);
    result.write(figures);
    return 0;
  }

  /** Writes files and gives how many events there are. */
  private interface Writing {
    long run() throws IOException;
  }

  private long write(Writing writing) {
    try {
      return writing.run();
    } catch (IOException unwritable) {
      throw new CommandFailed(
          "cannot write into " + out + ": " + unwritable.getMessage(), unwritable);
    }
  }
}
