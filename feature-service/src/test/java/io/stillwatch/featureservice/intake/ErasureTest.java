package io.stillwatch.featureservice.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.featureservice.Reporter;
import io.stillwatch.featureservice.RunningService;
import io.stillwatch.featureservice.Usage;
import io.stillwatch.featureservice.accounts.Checkpoints;
import io.stillwatch.v1.AccountVector;
import io.stillwatch.v1.EraseAccountRequest;
import io.stillwatch.v1.EraseAccountResponse;
import io.stillwatch.v1.ErasedClass;
import io.stillwatch.v1.FeatureServiceGrpc;
import io.stillwatch.v1.ListDaysRequest;
import io.stillwatch.v1.LiveVectors;
import io.stillwatch.v1.ReadVectorsRequest;
import io.stillwatch.v1.ReadVectorsResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErasureTest {
  private static final String ADMIN = "admin-secret-of-the-tests";
  private static final String ERASED = "account-1";

  private final String database = RunningService.newDatabase();

  @Test
  void eraseAccount_withEventsStateAndDay_leavesNothingOfItAndAllOfTheRest() throws Exception {
    try (RunningService service = start()) {
      reportTwoDays(service);
      service.bean(Checkpoints.class).store();
      Map<String, AccountVector> before = Usage.snapshot(service);
      EraseAccountResponse answer = erase(service, ERASED);
      assertThat(answer.getRemovedList())
          .extracting(ErasedClass::getRemoved)
          .containsExactly(11L, 1L, 1L, 0L);
      assertThat(answer.getRemainsList()).hasSize(4);
      assertThat(count(service, "account_states where account_id = 'account-1'")).isZero();
      assertThat(count(service, "vector_blocks where encode(vectors, 'escape') like '%account-1%'"))
          .isZero();
      assertThat(count(service, "events where encode(payload, 'escape') like '%account-1%'"))
          .isZero();
      assertThat(count(service, "events")).isEqualTo(61);
      assertThat(
              service
                  .features()
                  .listDays(ListDaysRequest.getDefaultInstance())
                  .getDays(0)
                  .getAccounts())
          .isEqualTo(6);
      before.remove(ERASED);
      assertThat(Usage.snapshot(service)).isEqualTo(before);
    }
  }

  @Test
  void eraseAccount_whileReadersFollow_tellsThemAndLetsTheAccountBeginAnew() {
    try (RunningService service = start()) {
      Reporter reporter = reportTwoDays(service);
      Iterator<ReadVectorsResponse> live = follow(service, LiveVectors.getDefaultInstance());
      String incarnation = live.next().getBegin().getIncarnation();
      EraseAccountResponse answer = erase(service, ERASED);
      assertThat(answer.getPosition()).isEqualTo(73);
      awaitErasure(live);
      reporter.send(event(ERASED, 73), 73).awaitDurable(73);
      assertThat(Usage.snapshot(service).get(ERASED).getRequests7D()).isEqualTo(1);
      LiveVectors before =
          LiveVectors.newBuilder().setIncarnation(incarnation).setAfterPosition(72).build();
      Iterator<ReadVectorsResponse> resumed = follow(service, before);
      assertThat(resumed.next().getBegin().getSnapshot()).isFalse();
      assertThat(resumed.next().getErased().getAccountId()).isEqualTo(ERASED);
      assertThat(resumed.next().getVector().getPosition()).isEqualTo(74);
    }
  }

  @Test
  void eraseAccount_thenACrash_isNotUndoneByTheReplayAndStillTold() {
    Map<String, AccountVector> left;
    String incarnation;
    try (RunningService service = start()) {
      reportTwoDays(service);
      incarnation =
          follow(service, LiveVectors.getDefaultInstance()).next().getBegin().getIncarnation();
      erase(service, ERASED);
      left = Usage.snapshot(service);
      service.bean(Intake.class).abandon();
    }
    try (RunningService service = start()) {
      assertThat(Usage.snapshot(service)).isEqualTo(left).doesNotContainKey(ERASED);
      LiveVectors before =
          LiveVectors.newBuilder().setIncarnation(incarnation).setAfterPosition(72).build();
      awaitErasure(follow(service, before));
      Reporter reporter = service.report("gateway", 1);
      assertThat(reporter.awaitOpened()).isEqualTo(72);
      reporter.send(event(ERASED, 73), 73).awaitDurable(73);
    }
    try (RunningService service = start()) {
      assertThat(Usage.snapshot(service).get(ERASED).getRequests7D()).isEqualTo(1);
    }
  }

  @Test
  void eraseAccount_crashBeforeItsCommit_removedNothing() throws Exception {
    Map<String, AccountVector> before;
    try (RunningService service = start();
        Connection holder = service.bean(DataSource.class).getConnection()) {
      reportTwoDays(service);
      before = Usage.snapshot(service);
      lock(holder, "vector_blocks");
      CompletableFuture<EraseAccountResponse> erasing =
          CompletableFuture.supplyAsync(() -> erase(service, ERASED));
      awaitWaiting(service, "%vector_blocks%");
      service.bean(Intake.class).abandon();
      endWaiting(service, "%vector_blocks%");
      assertThat(erasing).isNotDone();
    }
    try (RunningService service = start()) {
      assertThat(Usage.snapshot(service)).isEqualTo(before);
      assertThat(erase(service, ERASED).getRemoved(0).getRemoved()).isEqualTo(11);
    }
  }

  /** Whether the account is in it nobody knows. */
  @Test
  void eraseAccount_brokenBlock_isRefusedAndIntakeGoesOn() throws Exception {
    try (RunningService service = start()) {
      Reporter reporter = reportTwoDays(service);
      execute(service, "update vector_blocks set vectors = substring(vectors from 1 for 9)");
      assertThatThrownBy(() -> erase(service, ERASED))
          .hasMessageContaining("DATA_LOSS")
          .hasMessageContaining("2026-03-02")
          .hasMessageContaining("'account-0'");
      reporter.send(event(ERASED, 73), 73).awaitDurable(73);
      assertThat(Usage.snapshot(service).get(ERASED).getRequests7D()).isEqualTo(12);
      execute(service, "delete from vector_blocks");
      assertThat(erase(service, ERASED).getRemoved(0).getRemoved()).isEqualTo(12);
    }
  }

  /** What is left of the block could not be written. */
  @Test
  void eraseAccount_damagedIdBehindIt_isRefusedAndIntakeGoesOn() throws Exception {
    try (RunningService service = start()) {
      Reporter reporter = reportTwoDays(service);
      execute(
          service,
          "update vector_blocks set vectors ="
              + " set_byte(vectors, position('account-1'::bytea in vectors) - 1, 255)");
      assertThatThrownBy(() -> erase(service, "account-0"))
          .hasMessageContaining("DATA_LOSS")
          .hasMessageContaining("vector 2");
      reporter.send(event(ERASED, 73), 73).awaitDurable(73);
    }
  }

  @Test
  void eraseAccount_checkpointInFlight_isNotWrittenBack() throws Exception {
    try (RunningService service = start();
        Connection holder = service.bean(DataSource.class).getConnection()) {
      reportTwoDays(service);
      lock(holder, "account_states");
      CompletableFuture<Void> checkpoint =
          CompletableFuture.runAsync(
              () -> {
                try {
                  service.bean(Checkpoints.class).store();
                } catch (SQLException failed) {
                  throw new IllegalStateException(failed);
                }
              });
      awaitWaiting(service, "%account_states%");
      CompletableFuture<EraseAccountResponse> erasing =
          CompletableFuture.supplyAsync(() -> erase(service, ERASED));
      TimeUnit.MILLISECONDS.sleep(500);
      assertThat(count(service, waiting("delete from account_states%"))).isZero();
      assertThat(erasing).isNotDone();
      holder.rollback();
      checkpoint.get(20, TimeUnit.SECONDS);
      assertThat(erasing.get(20, TimeUnit.SECONDS).getRemoved(1).getRemoved()).isEqualTo(1);
      service.bean(Checkpoints.class).store();
      assertThat(count(service, "account_states where account_id = 'account-1'")).isZero();
      assertThat(count(service, "account_states")).isEqualTo(6);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"'; drop table events; --", "%", "account-_", "\u202e\uD83D\uDE00", "a\nb"})
  void eraseAccount_hostileId_isThatAccountAlone(String id) {
    try (RunningService service = start()) {
      Reporter reporter = reportTwoDays(service);
      reporter.send(event(id, 73), 73).awaitDurable(73);
      assertThat(Usage.snapshot(service)).hasSize(8).containsKey(id);
      assertThat(erase(service, id).getRemoved(0).getRemoved()).isEqualTo(1);
      assertThat(Usage.snapshot(service)).hasSize(7).doesNotContainKey(id);
    }
  }

  @Test
  void eraseAccount_idThatNobodyHas_isRefusedOrRemovesNothing() {
    try (RunningService service = start()) {
      for (String id : List.of("", "a\0b", "a".repeat(129))) {
        assertThatThrownBy(() -> erase(service, id)).hasMessageContaining("INVALID_ARGUMENT");
      }
      assertThat(erase(service, "stranger").getRemovedList())
          .extracting(ErasedClass::getRemoved)
          .containsOnly(0L);
      assertThatThrownBy(
              () ->
                  service
                      .features()
                      .eraseAccount(EraseAccountRequest.newBuilder().setAccountId("x").build()))
          .hasMessageContaining("PERMISSION_DENIED");
    }
  }

  private RunningService start() {
    return RunningService.start(
        database,
        "stillwatch.tokens.seeds[2].name=admin",
        "stillwatch.tokens.seeds[2].scopes=ADMIN",
        "stillwatch.tokens.seeds[2].secret=" + ADMIN);
  }

  /** 70 events of 7 accounts, and two the day after: one of the erased account, one of another. */
  private static Reporter reportTwoDays(RunningService service) {
    Reporter reporter = service.report("gateway", 1);
    reporter.awaitOpened();
    for (long number = 1; number <= 70; number++) {
      reporter.send(Usage.event(number), number);
    }
    reporter.send(event(ERASED, 71), 71);
    return reporter.send(event("account-0", 72), 72).awaitDurable(72);
  }

  private static io.stillwatch.v1.Report.Builder event(String account, long number) {
    return Usage.event(account, number, Usage.START.plus(Duration.ofDays(1)).plusSeconds(number));
  }

  private static EraseAccountResponse erase(RunningService service, String account) {
    return FeatureServiceGrpc.newBlockingStub(service.channel(ADMIN))
        .withDeadlineAfter(30, TimeUnit.SECONDS)
        .eraseAccount(EraseAccountRequest.newBuilder().setAccountId(account).build());
  }

  private static Iterator<ReadVectorsResponse> follow(RunningService service, LiveVectors live) {
    return service.features().readVectors(ReadVectorsRequest.newBuilder().setLive(live).build());
  }

  private static void awaitErasure(Iterator<ReadVectorsResponse> live) {
    ReadVectorsResponse answer = live.next();
    while (!answer.hasErased()) {
      answer = live.next();
    }
    assertThat(answer.getErased().getAccountId()).isEqualTo(ERASED);
    assertThat(answer.getErased().getPosition()).isEqualTo(73);
  }

  private static void lock(Connection holder, String table) throws SQLException {
    holder.setAutoCommit(false);
    try (Statement statement = holder.createStatement()) {
      statement.execute("lock table " + table + " in share mode");
    }
  }

  private static void awaitWaiting(RunningService service, String query) {
    Reporter.Await.until(
        "somebody waits for the lock",
        () -> {
          try {
            return count(service, waiting(query)) > 0;
          } catch (SQLException failed) {
            throw new IllegalStateException(failed);
          }
        });
  }

  private static String waiting(String query) {
    return "pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
        + " and query like '"
        + query
        + "'";
  }

  /** As when the process that asked is gone. */
  private static void endWaiting(RunningService service, String query) throws SQLException {
    assertThat(
            count(
                service, "(select pg_terminate_backend(pid) from " + waiting(query) + ") as ended"))
        .isEqualTo(1);
  }

  private static void execute(RunningService service, String sql) throws SQLException {
    try (Connection connection = service.bean(DataSource.class).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long count(RunningService service, String from) throws SQLException {
    try (Connection connection = service.bean(DataSource.class).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + from)) {
      row.next();
      return row.getLong(1);
    }
  }
}
