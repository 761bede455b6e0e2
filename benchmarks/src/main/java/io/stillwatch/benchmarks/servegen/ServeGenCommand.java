package io.stillwatch.benchmarks.servegen;

import com.google.gson.JsonObject;
import io.stillwatch.benchmarks.Measurement;
import io.stillwatch.simulator.SeasonWriter;
import io.stillwatch.simulator.season.SeasonFile;
import io.stillwatch.simulator.season.SeasonPlan;
import io.stillwatch.standalone.commands.CommandFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stillwatch bench servegen}: a season with real clients among its customers. */
@Command(
    name = "servegen",
    mixinStandardHelpOptions = true,
    description =
        "Write a season with ServeGen's clients among its customers, for `evaluate`: events.pb.gz,"
            + " truth.csv, harvest.csv, population.csv. Their persona is real_client.")
public final class ServeGenCommand extends Measurement {
  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      required = true,
      description = "folder with servegen/, which is only read")
  Path data = Path.of("");

  @Option(
      names = "--season",
      paramLabel = "NAME|FILE",
      defaultValue = "quick",
      description = "everybody else (default: ${DEFAULT-VALUE})")
  String season = "quick";

  @Option(
      names = "--accounts",
      paramLabel = "N",
      description = "how many simulated honest accounts (default: as the season says)")
  @Nullable Integer accounts;

  @Option(
      names = "--calls",
      paramLabel = "N",
      defaultValue = "150",
      description =
          "mean calls a day that each client is thinned to; smaller ones stay whole"
              + " (default: ${DEFAULT-VALUE})")
  int calls;

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

  @Override
  public Integer call() {
    if (calls < 1) {
      throw new IllegalArgumentException(calls + " calls a day; at least 1 is needed");
    }
    SeasonPlan plan = SeasonFile.named(season);
    if (calls > plan.mostCalls()) {
      throw new IllegalArgumentException(
          calls + " calls a day; the season lets an account make " + plan.mostCalls());
    }
    List<TracedClient> clients = clients();
    long events = write(accounts == null ? plan : plan.withAccounts(accounts), clients);
    JsonObject figures = new JsonObject();
    figures.addProperty("events", events);
    figures.addProperty("clients", clients.size());
    tell(
        String.format(
            Locale.ROOT, "%,d events, with %d real clients, in %s%n", events, clients.size(), out),
        figures);
    return 0;
  }

  private List<TracedClient> clients() {
    try {
      return TracedClients.read(data);
    } catch (UncheckedIOException unreadable) {
      throw new CommandFailed(unreadable.getMessage() + ": " + unreadable.getCause(), unreadable);
    }
  }

  private long write(SeasonPlan plan, List<TracedClient> clients) {
    try {
      MixedSeason mixed = new MixedSeason(clients, calls, plan, seed);
      return SeasonWriter.write(plan, mixed, out, SeasonWriter.Format.PB);
    } catch (IOException unwritable) {
      throw new CommandFailed("cannot write into " + out + ": " + unwritable, unwritable);
    }
  }
}
