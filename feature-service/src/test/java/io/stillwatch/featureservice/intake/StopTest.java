package io.stillwatch.featureservice.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.featureservice.Reporter;
import io.stillwatch.featureservice.RunningService;
import io.stillwatch.featureservice.Usage;
import io.stillwatch.postgres.EmbeddedPostgres;
import io.stillwatch.v1.AccountVector;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StopTest {
  private static final String WAITING =
      """
      select exists (select 1 from pg_locks join pg_database on pg_database.oid = database
                     where datname = current_database() and not granted)""";
  private static final String STATES = "select account_id, state from features.account_states";

  private final String database = RunningService.newDatabase();

  /** Before the last checkpoint, or while one of those before it waits already. */
  @ParameterizedTest
  @ValueSource(strings = {"1h", "5ms"})
  void stop_whileSomebodyHoldsTheStates_endsInTimeAndLosesNothing(String checkpointEvery)
      throws Exception {
    Map<String, AccountVector> before;
    try (Connection holder = connect(database);
        Statement statement = holder.createStatement()) {
      RunningService service =
          RunningService.start(
              database,
              "stillwatch.features.last-checkpoint-patience=1s",
              "stillwatch.features.checkpoint-every=" + checkpointEvery);
      holder.setAutoCommit(false);
      statement.execute("lock table features.account_states in share mode");
      before = reported(service);
      if (checkpointEvery.equals("5ms")) {
        Reporter.Await.until("a checkpoint waits", () -> someoneWaits(statement));
      }
      CompletableFuture.runAsync(service::close).get(20, TimeUnit.SECONDS);
    }
    try (RunningService service = RunningService.start(database)) {
      assertThat(Usage.snapshot(service)).isEqualTo(before);
    }
    assertThat(states(database)).hasSize(7).isEqualTo(calm());
  }

  private static Map<String, String> calm() throws SQLException {
    String calm = RunningService.newDatabase();
    try (RunningService service = RunningService.start(calm)) {
      assertThat(reported(service)).hasSize(7);
    }
    return states(calm);
  }

  private static Map<String, AccountVector> reported(RunningService service) {
    Reporter reporter = service.report("gateway", 1);
    reporter.awaitOpened();
    for (long number = 1; number <= 500; number++) {
      reporter.send(Usage.event(number), number);
    }
    reporter.awaitDurable(500);
    return Usage.snapshot(service);
  }

  private static Connection connect(String database) throws SQLException {
    EmbeddedPostgres server = EmbeddedPostgres.shared();
    return DriverManager.getConnection(database, server.user(), server.password());
  }

  private static boolean someoneWaits(Statement statement) {
    try (ResultSet row = statement.executeQuery(WAITING)) {
      row.next();
      return row.getBoolean(1);
    } catch (SQLException failed) {
      throw new AssertionError(failed);
    }
  }

  /** Every state's bytes, by account. */
  private static Map<String, String> states(String database) throws SQLException {
    Map<String, String> states = new TreeMap<>();
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(STATES)) {
      while (row.next()) {
        states.put(row.getString(1), Base64.getEncoder().encodeToString(row.getBytes(2)));
      }
    }
    return states;
  }
}
