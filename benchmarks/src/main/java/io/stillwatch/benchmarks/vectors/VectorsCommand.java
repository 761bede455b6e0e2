package io.stillwatch.benchmarks.vectors;

import com.google.gson.JsonObject;
import com.google.protobuf.ByteString;
import io.stillwatch.benchmarks.Measurement;
import io.stillwatch.benchmarks.ingest.LoadedService;
import io.stillwatch.featureservice.accounts.ClosedDays;
import io.stillwatch.postgres.EmbeddedPostgres;
import io.stillwatch.standalone.commands.CommandFailed;
import io.stillwatch.standalone.commands.Table;
import io.stillwatch.v1.DayVectors;
import io.stillwatch.v1.FeatureSchema;
import io.stillwatch.v1.FeatureServiceGrpc;
import io.stillwatch.v1.ReadVectorsRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stillwatch bench vectors}: a closed day read back, beside COPY of the same rows. */
@Command(
    name = "vectors",
    mixinStandardHelpOptions = true,
    description =
        "Read a closed day's vectors back from an embedded PostgreSQL: by COPY to nowhere, as the"
            + " feature service reads them, and through ReadVectors over gRPC.")
public final class VectorsCommand extends Measurement {
  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "vectors of the day (default: ${DEFAULT-VALUE})")
  int accounts;

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
      description = "of the vectors (default: ${DEFAULT-VALUE})")
  long seed;

  @Override
  public Integer call() throws InterruptedException {
    if (accounts < 1 || rounds < 1 || warmUp < 0) {
      throw new IllegalArgumentException(
          accounts
              + " accounts, "
              + rounds
              + " rounds after "
              + warmUp
              + "; at least 1, 1 and 0 are needed");
    }
    say("making a day of " + accounts + " vectors");
    StoredDay day = new StoredDay(accounts, seed);
    try (EmbeddedPostgres database = EmbeddedPostgres.startTemporary();
        LoadedService service = new LoadedService(database)) {
      try (Connection connection = service.sql()) {
        day.store(connection);
      }
      measure(day, service);
    } catch (SQLException failed) {
      throw new CommandFailed("the database failed: " + failed.getMessage(), failed);
    }
    return 0;
  }

  private void measure(StoredDay day, LoadedService service)
      throws SQLException, InterruptedException {
    List<Double> copied = new ArrayList<>();
    List<Double> table = new ArrayList<>();
    List<Double> stream = new ArrayList<>();
    List<Double> parsed = new ArrayList<>();
    for (int round = -warmUp; round < rounds; round++) {
      List<Double> speeds =
          List.of(
              timed(() -> copy(service)),
              timed(() -> table(service.bean(ClosedDays.class))),
              timed(() -> new VectorStream(service.connect()).read(StoredDay.DAY)),
              timed(() -> parsed(service)));
      say(
          String.format(
              Locale.ROOT,
              "%s: %,.0f vectors/s copied, %,.0f from the table, %,.0f over gRPC, %,.0f parsed",
              round < 0 ? "warm-up" : "round " + (round + 1),
              speeds.get(0),
              speeds.get(1),
              speeds.get(2),
              speeds.get(3)));
      if (round >= 0) {
        copied.add(speeds.get(0));
        table.add(speeds.get(1));
        stream.add(speeds.get(2));
        parsed.add(speeds.get(3));
      }
    }
    JsonObject json = new JsonObject();
    json.addProperty("table_vectors_per_second", median(table));
    json.addProperty("stream_vectors_per_second", median(stream));
    json.addProperty("parsed_stream_vectors_per_second", median(parsed));
    json.addProperty("copy_rows_per_second", median(copied));
    json.addProperty("table_ratio", median(table) / median(copied));
    json.addProperty("stream_ratio", median(stream) / median(copied));
    json.addProperty("vector_bytes_p50", day.medianBytes());
    json.addProperty("accounts", accounts);
    json.addProperty("rounds", rounds);
    tell(table(json), json);
  }

  /** Vectors a second of a reading, all of which have to come. */
  private double timed(Reading reading) throws SQLException, InterruptedException {
    long start = System.nanoTime();
    int read = reading.read();
    double seconds = (System.nanoTime() - start) / 1e9;
    if (read != accounts) {
      throw new IllegalStateException(read + " of " + accounts + " vectors were read");
    }
    return accounts / seconds;
  }

  /** The baseline: day, account and vector of every row, as PostgreSQL sends them. */
  private static int copy(LoadedService service) throws SQLException {
    try (Connection connection = service.sql()) {
      CopyOut copy =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyOut(
                  "copy (select day, account_id, vector from features.daily_vectors where day = '"
                      + StoredDay.DAY
                      + "') to stdout (format binary)");
      int messages = 0;
      while (copy.readFromCopy() != null) {
        messages++;
      }
      return messages - 1; // The last one says that it was the last.
    }
  }

  private static int table(ClosedDays days) throws SQLException {
    int[] count = new int[1];
    days.read(
        StoredDay.DAY,
        new ClosedDays.DayReader() {
          @Override
          public boolean begin(FeatureSchema schema) {
            return true;
          }

          @Override
          public boolean take(ByteString vector) {
            count[0]++;
            return true;
          }
        });
    return count[0];
  }

  /** As the trainer reads it: each message parsed. */
  private static int parsed(LoadedService service) {
    int[] count = new int[1];
    FeatureServiceGrpc.newBlockingStub(service.connect())
        .readVectors(
            ReadVectorsRequest.newBuilder()
                .setDay(DayVectors.newBuilder().setDay(StoredDay.DAY.toString()))
                .build())
        .forEachRemaining(answer -> count[0] += answer.hasVector() ? 1 : 0);
    return count[0];
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
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

  private interface Reading {
    int read() throws SQLException, InterruptedException;
  }
}
