package io.stillwatch.featureservice.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.featureservice.Reporter;
import io.stillwatch.featureservice.RunningService;
import io.stillwatch.featureservice.Usage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class CheckpointsTest {
  private static final Duration A_WHILE = Duration.ofSeconds(2);

  private final RunningService service = RunningService.start(RunningService.newDatabase());
  private final Checkpoints checkpoints = service.bean(Checkpoints.class);

  /** One that rests says that all is stored, for that is so, and writes nothing. */
  @Test
  void store_nothingChanged_isAsYoungAsOneThatWroteAndWritesNothing() throws Exception {
    try (service) {
      assertThat(checkpoints.age()).as("before the first").isEmpty();
      assertThat(checkpoints.position()).isEqualTo(-1);
      Reporter reporter = service.report("gateway", 1);
      reporter.awaitOpened();
      reporter.send(Usage.event(1), 1).awaitDurable(1);
      assertThat(checkpoints.store()).isEqualTo(1).isEqualTo(checkpoints.position());
      long written = written();
      TimeUnit.MILLISECONDS.sleep(A_WHILE.toMillis());
      assertThat(checkpoints.age().orElseThrow()).isGreaterThan(A_WHILE);
      long begun = System.nanoTime();
      assertThat(checkpoints.store()).isEqualTo(1);
      assertThat(checkpoints.age().orElseThrow())
          .isLessThanOrEqualTo(Duration.ofNanos(System.nanoTime() - begun));
      assertThat(written()).as("the transaction that wrote last").isEqualTo(written);
      reporter.send(Usage.event(2), 2).awaitDurable(2);
      assertThat(checkpoints.store()).isEqualTo(2);
      assertThat(stored()).isEqualTo(2);
    }
  }

  /** Else a start would read the log from there again and again. */
  @Test
  void store_onlyThePositionMoved_isStored() throws SQLException {
    try (service) {
      Reporter reporter = service.report("gateway", 1);
      reporter.awaitOpened();
      reporter.send(Usage.event(1), 1).awaitDurable(1);
      checkpoints.store();
      AccountStates states = service.bean(AccountStates.class);
      states.erase(new ErasedAccount("stranger", 2, Usage.START));
      assertThat(states.takeUnstored().ids()).isEmpty();
      assertThat(checkpoints.store()).isEqualTo(2);
      assertThat(stored()).isEqualTo(2);
    }
  }

  @Test
  void giveBack_statesThatWereNotStored_areTakenAgain() {
    try (service) {
      Reporter reporter = service.report("gateway", 1);
      reporter.awaitOpened();
      reporter.send(Usage.event(1), 1).awaitDurable(1);
      AccountStates states = service.bean(AccountStates.class);
      ChangedAccounts taken = states.takeUnstored();
      assertThat(taken.ids()).isEqualTo(List.of("account-1"));
      assertThat(states.takeUnstored().ids()).isEmpty();
      states.giveBack(taken);
      assertThat(states.takeUnstored().ids()).isEqualTo(taken.ids());
    }
  }

  private long stored() throws SQLException {
    return number("select checkpoint_position from features.log");
  }

  private long written() throws SQLException {
    return number("select xmin::text::bigint from features.account_states");
  }

  private long number(String query) throws SQLException {
    try (Connection connection = service.bean(DataSource.class).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
