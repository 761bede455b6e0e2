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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseFaultTest {
  private static final int EVENTS = 6000;

  @Test
  void report_databaseKilledInTheMiddle_losesNothingAndCountsNothingTwice(@TempDir Path folder)
      throws Exception {
    Map<String, AccountVector> interrupted = interrupted(folder);
    try (RunningService service = RunningService.start(RunningService.newDatabase())) {
      Reporter reporter = service.report("gateway", 1);
      reporter.awaitOpened();
      send(reporter, 1, EVENTS);
      reporter.awaitDurable(EVENTS);
      assertThat(interrupted).isEqualTo(Usage.snapshot(service));
    }
  }

  private static Map<String, AccountVector> interrupted(Path folder) throws Exception {
    EmbeddedPostgres server = EmbeddedPostgres.start(folder);
    try (Relay relay = new Relay(server.port());
        RunningService service =
            RunningService.startOn(
                "jdbc:postgresql://127.0.0.1:" + relay.port() + "/stillwatch",
                server,
                "stillwatch.features.checkpoint-every=5ms",
                "stillwatch.features.batch-events=64")) {
      Reporter reporter = service.report("gateway", 1);
      reporter.awaitOpened();
      send(reporter, 1, EVENTS / 2);
      reporter.awaitDurable(EVENTS / 4);
      ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
      send(reporter, EVENTS / 2 + 1, EVENTS);
      server.close();
      server = EmbeddedPostgres.start(folder);
      relay.retarget(server.port());
      reporter.awaitDurable(EVENTS);
      return Usage.snapshot(service);
    } finally {
      server.close();
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
