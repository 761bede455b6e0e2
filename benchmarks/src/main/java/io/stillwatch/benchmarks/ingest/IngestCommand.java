package io.stillwatch.benchmarks.ingest;

import com.google.gson.JsonObject;
import io.stillwatch.benchmarks.Measurement;
import io.stillwatch.postgres.EmbeddedPostgres;
import io.stillwatch.standalone.commands.CommandFailed;
import io.stillwatch.standalone.commands.Table;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stillwatch bench ingest}: durable intake of full events, beside COPY of the same rows. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description =
        "Report full events over gRPC to a feature service on an embedded PostgreSQL with fsync,"
            + " and copy the same rows without it: events a second, time to the acknowledgement,"
            + " and what one core makes of each step between.")
public final class IngestCommand extends Measurement {
  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "200000",
      description = "events of a round (default: ${DEFAULT-VALUE})")
  int events;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "20000",
      description = "accounts, about (default: ${DEFAULT-VALUE})")
  int accounts;

  @Option(
      names = "--streams",
      paramLabel = "N",
      defaultValue = "4",
      description = "reporters, each with a connection of its own (default: ${DEFAULT-VALUE})")
  int streams;

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      defaultValue = "1024",
      description =
          "events that a reporter sends ahead of their acknowledgements (default:"
              + " ${DEFAULT-VALUE})")
  int inFlight;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "32",
      description = "events of a message, 1 to 100 (default: ${DEFAULT-VALUE})")
  int batch;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "rounds that count (default: ${DEFAULT-VALUE})")
  int rounds;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "2",
      description = "rounds before that do not (default: ${DEFAULT-VALUE})")
  int warmUp;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "of the events (default: ${DEFAULT-VALUE})")
  long seed;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "an empty folder for PostgreSQL, which is kept (default: a temporary one)")
  @Nullable Path data;

  @Override
  public Integer call() throws InterruptedException {
    if (batch < 1 || batch > Math.min(100, inFlight)) {
      throw new IllegalArgumentException(
          "messages of " + batch + " events; 1 to 100 are possible, and no more than in flight");
    }
    if (events < 1 || accounts < 1000 || streams < 1 || inFlight < 1 || rounds < 1 || warmUp < 0) {
      throw new IllegalArgumentException(
          events
              + " events, "
              + accounts
              + " accounts, "
              + streams
              + " streams, "
              + inFlight
              + " in flight, "
              + rounds
              + " rounds after "
              + warmUp
              + "; at least 1, 1000, 1, 1, 1 and 0 are needed");
    }
    say("making " + events + " events of " + accounts + " accounts");
    FullEvents made = FullEvents.make(accounts, seed);
    try (EmbeddedPostgres database =
            data == null ? EmbeddedPostgres.startTemporary() : EmbeddedPostgres.start(data);
        LoadedService service = new LoadedService(database)) {
      measure(made, database, service);
    } catch (SQLException failed) {
      throw new CommandFailed("the database failed: " + failed.getMessage(), failed);
    }
    return 0;
  }

  private void measure(FullEvents made, EmbeddedPostgres database, LoadedService service)
      throws SQLException, InterruptedException {
    IngestFigures figures = new IngestFigures();
    for (int round = 0; round < warmUp + rounds; round++) {
      IngestRound one =
          new IngestRound(
              service,
              database.pid(),
              made,
              (long) round * events,
              events,
              streams,
              inFlight,
              batch,
              String.valueOf(round));
      IngestRound.Taken taken = one.report();
      int commitRows =
          (int) Math.max(1, Math.round(taken.commits().rows() / taken.commits().commits()));
      IngestRound.Copied copied = one.copy(commitRows);
      say(
          String.format(
              Locale.ROOT,
              "%s %d: %,.0f events/s, %,.0f rows/s copied, %d rows a commit",
              round < warmUp ? "warm-up" : "round",
              round,
              taken.eventsPerSecond(),
              copied.rowsPerSecond(),
              commitRows));
      OneCore oneCore = OneCore.of(one.rows());
      if (round >= warmUp) {
        figures.add(taken, copied, commitRows, oneCore, one.rows().length);
      }
      figures.sizes(Arrays.stream(one.rows()).mapToInt(row -> row.payload().length).toArray());
    }
    JsonObject json = figures.json();
    double million = (double) service.diskBytes() * 1e6 / ((double) events * (warmUp + rounds));
    json.addProperty("disk_bytes_per_million_events", Math.round(million));
    json.addProperty("events", events);
    json.addProperty("accounts", accounts);
    json.addProperty("streams", streams);
    json.addProperty("in_flight", inFlight);
    json.addProperty("batch", batch);
    json.addProperty("rounds", rounds);
    tell(table(json), json);
  }

  private static Table table(JsonObject json) {
    Table table = new Table("FIGURE", "MEDIAN");
    json.entrySet()
        .forEach(
            figure ->
                table.row(
                    figure.getKey(),
                    String.format(Locale.ROOT, "%,.3f", figure.getValue().getAsDouble())
                        .replaceFirst("\\.?0+$", "")));
    return table;
  }
}
