package io.stillwatch.featureservice.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.featureservice.Reporter;
import io.stillwatch.featureservice.Reporter.Await;
import io.stillwatch.featureservice.RunningService;
import io.stillwatch.featureservice.Usage;
import io.stillwatch.featureservice.accounts.Checkpoints;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final String OFTEN = "stillwatch.features.checkpoint-every=10ms";

  private final String database = RunningService.newDatabase();

  @Test
  void cleanUp_accountSilentForLongerThanStatesAreKept_isForgottenForGood() throws Exception {
    try (RunningService service = RunningService.start(database, OFTEN)) {
      Reporter reporter = service.report("gateway", 1);
      reporter.awaitOpened();
      report(reporter, "silent", 1, Usage.START);
      report(reporter, "lively", 2, Usage.START);
      report(reporter, "lively", 3, Usage.START.plus(Duration.ofDays(401)));
      cleanUp(service, 3);
      assertThat(Usage.snapshot(service)).containsOnlyKeys("lively");
      assertThat(count(service, "account_states")).isEqualTo(1);
    }
    try (RunningService service = RunningService.start(database, OFTEN)) {
      assertThat(Usage.snapshot(service)).containsOnlyKeys("lively");
      Reporter reporter = service.report("gateway", 1);
      reporter.awaitOpened();
      report(reporter, "silent", 4, Usage.START.plus(Duration.ofDays(402)));
      cleanUp(service, 4);
      assertThat(Usage.snapshot(service)).containsOnlyKeys("lively", "silent");
      assertThat(Usage.snapshot(service).get("silent").getRequests7D()).isEqualTo(1);
    }
  }

  @Test
  void cleanUp_accountThatTheLogWouldBeReplayedFor_stays() {
    try (RunningService service = RunningService.start(database)) {
      Reporter reporter = service.report("gateway", 1);
      reporter.awaitOpened();
      report(reporter, "silent", 1, Usage.START);
      report(reporter, "lively", 2, Usage.START.plus(Duration.ofDays(401)));
      service.bean(Intake.class).cleanUp();
      assertThat(Usage.snapshot(service)).containsOnlyKeys("lively", "silent");
    }
  }

  @Test
  void cleanUp_daysOfTheLog_goAfterTheirTime() throws Exception {
    try (RunningService service = RunningService.start(database, OFTEN)) {
      Reporter reporter = service.report("gateway", 1);
      reporter.awaitOpened();
      report(reporter, "account", 1, Usage.START);
      report(reporter, "account", 2, Usage.START.plus(Duration.ofDays(45)));
      cleanUp(service, 2);
      assertThat(count(service, "events")).isEqualTo(2);
      report(reporter, "account", 3, Usage.START.plus(Duration.ofDays(46)));
      cleanUp(service, 3);
      assertThat(count(service, "events")).isEqualTo(2);
    }
  }

  /** As while a reprocessing reads them. */
  @Test
  void cleanUp_daysThatSomebodyReads_stayUntilTheyAreRead() throws Exception {
    try (RunningService service = RunningService.start(database, OFTEN)) {
      Reporter reporter = service.report("gateway", 1);
      reporter.awaitOpened();
      report(reporter, "account", 1, Usage.START);
      report(reporter, "account", 2, Usage.START.plus(Duration.ofDays(46)));
      service.bean(Checkpoints.class).keepLog(true);
      cleanUp(service, 2);
      assertThat(count(service, "events")).isEqualTo(2);
      service.bean(Checkpoints.class).keepLog(false);
      cleanUp(service, 2);
      assertThat(count(service, "events")).isEqualTo(1);
    }
  }

  private static void report(Reporter reporter, String account, long number, Instant time) {
    reporter.send(Usage.event(account, number, time), number).awaitDurable(number);
  }

  private static void cleanUp(RunningService service, long stored) {
    Await.until(
        "the states are stored", () -> service.bean(Checkpoints.class).position() >= stored);
    service.bean(Intake.class).cleanUp();
  }

  private static long count(RunningService service, String table) throws SQLException {
    try (Connection connection = service.bean(DataSource.class).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + table)) {
      row.next();
      return row.getLong(1);
    }
  }
}
