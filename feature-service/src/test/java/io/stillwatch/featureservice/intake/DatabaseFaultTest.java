package io.stillwatch.featureservice.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.stillwatch.featureservice.Relay;
import io.stillwatch.featureservice.Reporter;
import io.stillwatch.featureservice.Reporter.Await;
import io.stillwatch.featureservice.RunningService;
import io.stillwatch.featureservice.Usage;
import io.stillwatch.postgres.EmbeddedPostgres;
import io.stillwatch.v1.AccountVector;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseFaultTest {
  private static final int EVENTS = 6000;
  private static final String WAITING =
      """
      select exists (select 1 from pg_locks
                     where relation = 'features.account_states'::regclass and not granted)""";

  @Test
  void report_databaseKilledInTheMiddle_losesNothingAndCountsNothingTwice(@TempDir Path folder)
      throws Exception {
    assertSameAsCalm(
        folder,
        (server, reporter) -> {
          kill(server);
          sendBriefly(reporter, EVENTS / 2 + 1, EVENTS * 3 / 4);
        });
  }

  @Test
  void report_databaseKilledWithinACheckpoint_losesNothingAndCountsNothingTwice(
      @TempDir Path folder) throws Exception {
    assertSameAsCalm(folder, DatabaseFaultTest::killWithinACheckpoint);
  }

  /** What befalls the database while the third quarter of the events is sent. */
  private interface Fault {
    void strike(EmbeddedPostgres server, Reporter reporter) throws Exception;
  }

  /** Holds a checkpoint between its copy and its commit; intake goes on meanwhile. */
  private static void killWithinACheckpoint(EmbeddedPostgres server, Reporter reporter)
      throws Exception {
    try (Connection holder = connect(server);
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("lock table features.account_states in share mode");
      sendBriefly(reporter, EVENTS / 2 + 1, EVENTS * 3 / 4);
      reporter.awaitDurable(EVENTS * 3 / 4);
      Await.until("a checkpoint waits for the table", () -> someoneWaits(statement));
      kill(server);
    }
  }

  private static Connection connect(EmbeddedPostgres server) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
  }

  private static boolean someoneWaits(Statement statement) {
    try (ResultSet row = statement.executeQuery(WAITING)) {
      row.next();
      return row.getBoolean(1);
    } catch (SQLException failed) {
      throw new AssertionError(failed);
    }
  }

  /** As {@code kill -9}; returns when the server's main process has ended. */
  private static void kill(EmbeddedPostgres server) throws Exception {
    ProcessHandle main = ProcessHandle.of(server.pid()).orElseThrow();
    main.destroyForcibly();
    main.onExit().get(30, TimeUnit.SECONDS);
  }

  private static void assertSameAsCalm(Path folder, Fault fault) throws Exception {
    Map<String, AccountVector> calm;
    try (RunningService service = RunningService.start(RunningService.newDatabase())) {
      Reporter reporter = service.report("gateway", 1);
      reporter.awaitOpened();
      sendBriefly(reporter, 1, EVENTS);
      reporter.awaitDurable(EVENTS);
      calm = Usage.snapshot(service);
    }
    EmbeddedPostgres server = EmbeddedPostgres.start(folder);
    try (Relay relay = new Relay(server.port())) {
      try (RunningService service = startBehind(relay, server)) {
        Reporter reporter = service.report("gateway", 1);
        reporter.awaitOpened();
        sendBriefly(reporter, 1, EVENTS / 2);
        reporter.awaitDurable(EVENTS / 4);
        fault.strike(server, reporter);
        sendBriefly(reporter, EVENTS * 3 / 4 + 1, EVENTS);
        server.close();
        server = EmbeddedPostgres.start(folder);
        relay.retarget(server.port());
        reporter.awaitDurable(EVENTS);
        assertThat(Usage.snapshot(service)).isEqualTo(calm);
      }
      try (RunningService again = startBehind(relay, server)) {
        assertThat(Usage.snapshot(again)).isEqualTo(calm);
      }
    } finally {
      server.close();
    }
  }

  private static RunningService startBehind(Relay relay, EmbeddedPostgres server) {
    return RunningService.startOn(
        "jdbc:postgresql://127.0.0.1:" + relay.port() + "/stillwatch",
        server,
        "stillwatch.features.checkpoint-every=5ms",
        "stillwatch.features.batch-events=64");
  }

  /** Each account has ten events in a row, so what a lost checkpoint held is not stored later. */
  private static void sendBriefly(Reporter reporter, long from, long to) {
    for (long number = from; number <= to; number++) {
      reporter.send(
          Usage.event("brief-" + number / 10, number, Usage.START.plusSeconds(30 * number)),
          number);
    }
  }

  /** The database has the rows, and the service cannot know. */
  @Test
  void report_answersToCommitsAreLost_countsNothingTwice(@TempDir Path folder) throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start(folder);
        Relay relay = new Relay(server.port());
        RunningService service = startBehind(relay, server)) {
      Reporter reporter = service.report("gateway", 1);
      reporter.awaitOpened();
      for (int sent = 0; sent < EVENTS; sent += EVENTS / 10) {
        relay.loseCommits(2);
        sendBriefly(reporter, sent + 1, sent + EVENTS / 10);
        reporter.awaitDurable(sent + EVENTS / 10);
        assertThat(relay.commitsToLose()).isZero();
      }
      assertThat(logged(service)).isEqualTo(EVENTS);
      assertThat(Usage.requests(service)).isEqualTo(EVENTS);
    }
  }

  @Test
  void report_newStreamWhileTheDatabaseIsAway_isUnavailable(@TempDir Path folder) throws Exception {
    EmbeddedPostgres server = EmbeddedPostgres.start(folder);
    try (Relay relay = new Relay(server.port());
        RunningService service =
            RunningService.startOn(
                "jdbc:postgresql://127.0.0.1:" + relay.port() + "/stillwatch", server)) {
      Reporter reporter = service.report("gateway", 1);
      reporter.awaitOpened();
      send(reporter, 1, 10);
      reporter.awaitDurable(10);
      server.close();
      send(reporter, 11, 20);
      Await.until("the writer notices", () -> !service.bean(IntakeQueue.class).databaseAnswers());
      Status refused = service.report("other", 1).awaitEnd();
      assertThat(refused.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(Usage.snapshot(service)).hasSize(7);
      server = EmbeddedPostgres.start(folder);
      relay.retarget(server.port());
      reporter.awaitDurable(20);
      assertThat(Usage.requests(service)).isEqualTo(20);
    } finally {
      server.close();
    }
  }

  @Test
  void report_logTakenOverWhileThisOneSlept_writesNothingMore() throws Exception {
    String database = RunningService.newDatabase();
    try (RunningService service = RunningService.start(database)) {
      Reporter reporter = service.report("gateway", 1);
      reporter.awaitOpened();
      send(reporter, 1, 10);
      reporter.awaitDurable(10);
      try (Connection connection = service.bean(DataSource.class).getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("update log set epoch = epoch + 1");
      }
      send(reporter, 11, 20);
      Await.until("the service stops", () -> !service.isActive());
      assertThat(reporter.durable()).isEqualTo(10);
    }
    try (RunningService service = RunningService.start(database)) {
      assertThat(service.report("gateway", 1).awaitOpened()).isEqualTo(10);
      assertThat(Usage.requests(service)).isEqualTo(10);
      assertThat(logged(service)).isEqualTo(10);
    }
  }

  private static long logged(RunningService service) throws SQLException {
    try (Connection connection = service.bean(DataSource.class).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from events")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void send(Reporter reporter, long from, long to) {
    for (long number = from; number <= to; number++) {
      reporter.send(Usage.event(number), number);
    }
  }
}
