package io.stillwatch.benchmarks.vectors;

import com.google.gson.JsonObject;
import io.stillwatch.benchmarks.Measurement;
import io.stillwatch.benchmarks.ingest.CpuTime;
import io.stillwatch.benchmarks.ingest.LoadedService;
import io.stillwatch.featureservice.accounts.ClosedDays;
import io.stillwatch.featureservice.accounts.StoredBlock;
import io.stillwatch.featureservice.log.CopiedRows;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stillwatch bench vectors}: a closed day read back, beside COPY of a vector a row. */
@Command(
    name = "vectors",
    mixinStandardHelpOptions = true,
    description =
        "Read a closed day's vectors back from an embedded PostgreSQL: as the feature service reads"
            + " them, and through ReadVectors over gRPC, one a message and in blocks; beside a"
            + " table of a vector a row.")
public final class VectorsCommand extends Measurement {
  private static final String COPY = "copy_rows_per_second";
  private static final String ROWS = "rows_vectors_per_second";
  private static final String TABLE = "table_vectors_per_second";
  private static final String SINGLE = "single_stream_vectors_per_second";
  private static final String STREAM = "stream_vectors_per_second";
  private static final String PARSED = "parsed_stream_vectors_per_second";

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
      try (Connection connection = service.sql()) {
        measure(day, service, connection, database.pid());
      }
    } catch (SQLException failed) {
      throw new CommandFailed("the database failed: " + failed.getMessage(), failed);
    }
    return 0;
  }

  /**
   * @param rows stays open, as those of the service do: the processor time of one that ended is not
   *     told
   */
  private void measure(StoredDay day, LoadedService service, Connection rows, long postgresPid)
      throws SQLException, InterruptedException {
    Map<String, Reading> readings = new LinkedHashMap<>();
    readings.put(COPY, () -> copy(rows));
    readings.put(ROWS, () -> rows(rows));
    readings.put(TABLE, () -> table(service.bean(ClosedDays.class)));
    readings.put(SINGLE, () -> new VectorStream(service.connect()).read(StoredDay.DAY, false));
    readings.put(STREAM, () -> new VectorStream(service.connect()).read(StoredDay.DAY, true));
    readings.put(PARSED, () -> parsed(service));
    Map<String, List<Double>> speeds = new LinkedHashMap<>();
    Map<String, List<Double>> micros = new LinkedHashMap<>();
    for (String key : readings.keySet()) {
      speeds.put(key, new ArrayList<>());
      micros.put(key, new ArrayList<>());
    }
    for (int round = -warmUp; round < rounds; round++) {
      StringBuilder line = new StringBuilder(round < 0 ? "warm-up" : "round " + (round + 1));
      for (Map.Entry<String, Reading> reading : readings.entrySet()) {
        CpuTime before = CpuTime.now(postgresPid);
        double speed = timed(reading.getValue());
        double postgres = CpuTime.now(postgresPid).since(before).postgres() / accounts;
        line.append(String.format(Locale.ROOT, ", %s %,.0f", reading.getKey(), speed));
        if (round >= 0) {
          of(speeds, reading.getKey()).add(speed);
          of(micros, reading.getKey()).add(postgres);
        }
      }
      say(line.toString());
    }
    JsonObject json = new JsonObject();
    speeds.forEach((key, all) -> json.addProperty(key, median(all)));
    json.addProperty("rows_postgres_micros", median(of(micros, ROWS)));
    json.addProperty("table_postgres_micros", median(of(micros, TABLE)));
    json.addProperty("table_ratio", ratio(speeds, TABLE, ROWS));
    json.addProperty("stream_ratio", ratio(speeds, STREAM, SINGLE));
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
  private static int copy(Connection connection) throws SQLException {
    CopyOut copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut(
                "copy (select day, account_id, vector from features."
                    + StoredDay.ROWS
                    + ") to stdout (format binary)");
    int messages = 0;
    while (copy.readFromCopy() != null) {
      messages++;
    }
    return messages - 1; // The last one says that it was the last.
  }

  /** A vector a row, as the feature service would read it. */
  private static int rows(Connection connection) throws SQLException {
    int[] count = new int[1];
    CopiedRows.read(
        connection,
        "select vector from features." + StoredDay.ROWS,
        row -> {
          count[0] += row.bytes().isEmpty() ? 0 : 1;
          return true;
        });
    return count[0];
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
          public boolean take(StoredBlock block) {
            count[0] += block.vectors().size();
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
                .setDay(DayVectors.newBuilder().setDay(StoredDay.DAY.toString()).setBlocks(true))
                .build())
        .forEachRemaining(answer -> count[0] += answer.getBlock().getVectorsCount());
    return count[0];
  }

  private static List<Double> of(Map<String, List<Double>> figures, String key) {
    return Objects.requireNonNull(figures.get(key));
  }

  private static double ratio(Map<String, List<Double>> speeds, String of, String to) {
    return median(of(speeds, of)) / median(of(speeds, to));
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
