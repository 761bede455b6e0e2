package io.stillwatch.featureservice.reprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.featureservice.Reporter.Await;
import io.stillwatch.featureservice.RunningService;
import io.stillwatch.v1.AccountVector;
import io.stillwatch.v1.EraseAccountRequest;
import io.stillwatch.v1.EraseAccountResponse;
import io.stillwatch.v1.FeatureServiceGrpc;
import io.stillwatch.v1.FeatureServiceGrpc.FeatureServiceBlockingStub;
import io.stillwatch.v1.GetReprocessRequest;
import io.stillwatch.v1.LiveVectors;
import io.stillwatch.v1.ReadVectorsRequest;
import io.stillwatch.v1.ReadVectorsResponse;
import io.stillwatch.v1.Reprocess;
import io.stillwatch.v1.ReprocessState;
import io.stillwatch.v1.StartReprocessRequest;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every test ends with what a service holds that had the present definitions all along. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReprocessTest {
  private static final String ADMIN = "admin-secret-of-the-tests";

  private static final String STAGED = "select count(*) from rebuilt_vectors";

  private final Story story = new Story(11);
  private Map<String, String> states;
  private Map<String, String> days;

  @BeforeAll
  void reportAll() throws Exception {
    String calm = RunningService.newDatabase();
    try (RunningService service = start(calm)) {
      story.report(service, 0, story.size());
    }
    try (Tables tables = new Tables(calm)) {
      states = tables.states();
      days = tables.days();
    }
    assertThat(states).hasSize(Story.ACCOUNTS);
    assertThat(days).hasSizeGreaterThan(14 * Story.ACCOUNTS);
  }

  @Test
  void reprocess_wholeLogAtRest_isAsIfTheDefinitionsHadAlwaysBeen() throws Exception {
    String spoilt = RunningService.newDatabase();
    try (RunningService service = start(spoilt)) {
      story.report(service, 0, story.size());
    }
    try (Tables tables = new Tables(spoilt)) {
      tables.spoil();
      assertThat(tables.days()).isNotEqualTo(days);
    }
    try (RunningService service = start(spoilt)) {
      begin(service, false);
      Reprocess done = awaitDone(service);
      assertThat(done.getEventsRead()).isEqualTo(story.size()).isEqualTo(done.getEventsTotal());
      assertThat(done.getAccountsRebuilt()).isEqualTo(Story.ACCOUNTS);
      assertThat(done.getAccountsLeft()).isZero();
      assertThat(done.getDaysRewrittenList()).hasSize(15).startsWith("2026-03-02");
      assertThat(done.getDaysLeftList()).isEmpty();
      assertThat(done.getPasses()).isGreaterThan(5);
      try (Tables tables = new Tables(spoilt)) {
        assertThat(tables.states()).as("stored before it says that it is done").isEqualTo(states);
        assertThat(tables.days()).isEqualTo(days);
        assertThat(tables.number(STAGED)).isZero();
      }
    }
  }

  @Test
  void reprocess_eventsDaysAndLatecomersMeanwhile_losesNothingAndCountsNothingTwice()
      throws Exception {
    String database = RunningService.newDatabase();
    int before = story.until(9);
    int meanwhile = story.until(12);
    try (RunningService service = start(database)) {
      story.report(service, 0, before);
    }
    try (Tables tables = new Tables(database)) {
      tables.spoil();
    }
    try (RunningService service = start(database);
        Tables tables = new Tables(database)) {
      begin(service, false);
      holdInTheMiddle(service, tables);
      story.report(service, before, meanwhile);
      assertThat(last(service).getState()).isEqualTo(ReprocessState.REPROCESS_STATE_RUNNING);
      tables.letGo();
      story.send(service, meanwhile, story.size()).awaitDurable(story.size());
      Reprocess done = awaitDone(service);
      assertThat(done.getDaysRewrittenList()).contains("2026-03-02", "2026-03-11", "2026-03-12");
    }
    assertSame(database);
  }

  /** Some of them were rebuilt by then, others are yet to be. */
  @Test
  void eraseAccount_meanwhile_isNotBroughtBack() throws Exception {
    String database = RunningService.newDatabase();
    List<String> erased = List.of(Story.account(1), Story.account(4), Story.account(9));
    try (RunningService service = start(database)) {
      story.report(service, 0, story.size());
    }
    try (Tables tables = new Tables(database)) {
      tables.spoil();
    }
    try (RunningService service = start(database);
        Tables tables = new Tables(database)) {
      begin(service, false);
      holdInTheMiddle(service, tables);
      List<CompletableFuture<EraseAccountResponse>> erasing =
          erased.stream()
              .map(account -> CompletableFuture.supplyAsync(() -> erase(service, account)))
              .toList();
      TimeUnit.MILLISECONDS.sleep(300);
      tables.letGo();
      for (CompletableFuture<EraseAccountResponse> one : erasing) {
        assertThat(one.get(60, TimeUnit.SECONDS).getRemoved(0).getRemoved()).isPositive();
      }
      awaitDone(service);
    }
    assertSameWithout(database, erased);
    try (RunningService service = start(database)) {
      begin(service, false);
      awaitDone(service);
    }
    assertSameWithout(database, erased);
  }

  private void assertSameWithout(String database, List<String> erased) throws Exception {
    Map<String, String> statesLeft = new TreeMap<>(states);
    statesLeft.keySet().removeAll(erased);
    Map<String, String> vectorsLeft = vectors(days);
    vectorsLeft.keySet().removeIf(row -> erased.contains(row.substring(row.indexOf(' ') + 1)));
    try (Tables tables = new Tables(database)) {
      assertThat(tables.states()).isEqualTo(statesLeft);
      assertThat(vectors(tables.days())).isEqualTo(vectorsLeft);
      assertThat(
              tables.number(
                  "select count(*) from closed_days c where accounts <>"
                      + " (select coalesce(sum(b.accounts), 0) from vector_blocks b where b.day = c.day)"))
          .as("days whose number of accounts is wrong")
          .isZero();
    }
  }

  /** Without what is said of the days. */
  private static Map<String, String> vectors(Map<String, String> rows) {
    Map<String, String> vectors = new TreeMap<>(rows);
    vectors.keySet().removeIf(row -> row.indexOf(' ') < 0);
    return vectors;
  }

  static EraseAccountResponse erase(RunningService service, String account) {
    return admin(service)
        .withDeadlineAfter(60, TimeUnit.SECONDS)
        .eraseAccount(EraseAccountRequest.newBuilder().setAccountId(account).build());
  }

  @Test
  void start_whileOneRuns_isRefused() throws Exception {
    String other = RunningService.newDatabase();
    try (RunningService service = start(other);
        Tables tables = new Tables(other)) {
      assertThatThrownBy(() -> last(service)).hasMessageContaining("NOT_FOUND");
      assertThatThrownBy(() -> begin(service, true))
          .hasMessageContaining("FAILED_PRECONDITION")
          .hasMessageContaining("no event");
      story.report(service, 0, story.until(3));
      tables.hold("rebuilt_vectors");
      begin(service, false);
      assertThatThrownBy(() -> begin(service, false))
          .hasMessageContaining("FAILED_PRECONDITION")
          .hasMessageContaining("is running");
      tables.letGo();
      awaitDone(service);
      begin(service, false);
      awaitDone(service);
    }
  }

  @Test
  void start_withoutTheScopeAdmin_isDenied() {
    try (RunningService service = start(RunningService.newDatabase())) {
      assertThatThrownBy(
              () -> service.features().startReprocess(StartReprocessRequest.getDefaultInstance()))
          .hasMessageContaining("PERMISSION_DENIED");
      assertThatThrownBy(
              () -> service.features().getReprocess(GetReprocessRequest.getDefaultInstance()))
          .hasMessageContaining("PERMISSION_DENIED");
    }
  }

  @Test
  void reprocess_stagedVectorsAreLost_failsAndLeavesTheOldDays() throws Exception {
    String other = RunningService.newDatabase();
    try (RunningService service = start(other);
        Tables tables = new Tables(other)) {
      story.report(service, 0, story.size());
      begin(service, false);
      holdInTheMiddle(service, tables);
      tables.execute("truncate rebuilt_vectors");
      tables.letGo();
      Await.until("it ends", () -> last(service).hasEndedAt());
      assertThat(last(service).getState()).isEqualTo(ReprocessState.REPROCESS_STATE_FAILED);
      assertThat(last(service).getFailure()).contains("rebuilt vectors of 2026-03-02 are gone");
      assertThat(tables.days()).isEqualTo(days);
      assertThat(tables.number(STAGED)).as("staged vectors of nobody's use").isZero();
      begin(service, false);
      awaitDone(service);
    }
    assertSame(other);
  }

  @Test
  void follow_acrossAReprocessing_bringsEveryAccountAgain() throws Exception {
    String other = RunningService.newDatabase();
    try (RunningService service = start(other)) {
      story.report(service, 0, story.until(3));
      Iterator<ReadVectorsResponse> live = follow(service, "", 0);
      ReadVectorsResponse begin = live.next();
      long position = untilComplete(live);
      begin(service, false);
      awaitDone(service);
      Set<String> again = new HashSet<>();
      while (again.size() < Story.ACCOUNTS) {
        again.add(live.next().getVector().getAccountId());
        again.remove("");
      }
      String incarnation = begin.getBegin().getIncarnation();
      assertThat(follow(service, incarnation, position).next().getBegin().getSnapshot())
          .as("who was away meanwhile gets everything")
          .isTrue();
    }
  }

  @Test
  void reprocess_logWithoutItsBeginning_rebuildsWhatItHolds() throws Exception {
    String cut = RunningService.newDatabase();
    try (RunningService service = start(cut)) {
      story.reportSlowly(service, story.size());
    }
    Map<String, String> spoilt;
    try (Tables tables = new Tables(cut)) {
      tables.execute("drop table events_20260302, events_20260303, events_20260304");
      tables.spoil();
      spoilt = tables.days();
    }
    try (RunningService service = start(cut)) {
      begin(service, false);
      Reprocess done = awaitDone(service);
      assertThat(done.getFirstPosition()).isGreaterThan(1);
      assertThat(done.getEventsRead()).isEqualTo(story.size() - done.getFirstPosition() + 1);
      assertThat(done.getDaysLeftList())
          .containsExactlyElementsOf(
              LocalDate.parse("2026-03-02")
                  .datesUntil(LocalDate.parse("2026-03-13"))
                  .map(String::valueOf)
                  .toList());
      assertThat(done.getDaysRewrittenList())
          .containsExactly("2026-03-13", "2026-03-14", "2026-03-15", "2026-03-16");
    }
    try (Tables tables = new Tables(cut)) {
      Map<String, String> now = tables.days();
      spoilt.forEach(
          (row, bytes) -> {
            if (row.compareTo("2026-03-13") < 0) {
              assertThat(now).containsEntry(row, bytes);
            }
          });
      assertThat(new TreeMap<>(now).tailMap("2026-03-13").keySet())
          .isEqualTo(new TreeMap<>(days).tailMap("2026-03-13").keySet());
      for (int account = 0; account < Story.ACCOUNTS; account++) {
        String row = "2026-03-13 " + Story.account(account);
        assertThat(requests(now.get(row))).as(row).isEqualTo(requests(days.get(row)));
      }
      assertThat(tables.states()).hasSameSizeAs(states).isNotEqualTo(states);
    }
  }

  @Test
  void start_shortLog_isRefusedUnlessToldOtherwise() throws Exception {
    String cut = RunningService.newDatabase();
    try (RunningService service = start(cut);
        Tables tables = new Tables(cut)) {
      story.reportSlowly(service, story.until(4));
      tables.execute("drop table events_20260302, events_20260303");
      assertThatThrownBy(() -> begin(service, false))
          .hasMessageContaining("FAILED_PRECONDITION")
          .hasMessageContaining("2026-03-04");
      begin(service, true);
      assertThat(awaitDone(service).getDaysRewrittenList()).isEmpty();
    }
  }

  private static long requests(String row) throws Exception {
    byte[] vector = HexFormat.of().parseHex(row.substring(row.indexOf(' ') + 1));
    return AccountVector.parseFrom(vector).getRequests7D();
  }

  private void assertSame(String rebuilt) throws Exception {
    try (Tables tables = new Tables(rebuilt)) {
      assertThat(tables.states()).isEqualTo(states);
      assertThat(tables.days()).isEqualTo(days);
    }
  }

  static RunningService start(String jdbcUrl) {
    return RunningService.start(
        jdbcUrl,
        "stillwatch.features.reprocess-accounts=1",
        "stillwatch.tokens.seeds[2].name=admin",
        "stillwatch.tokens.seeds[2].scopes=ADMIN",
        "stillwatch.tokens.seeds[2].secret=" + ADMIN);
  }

  /** Some accounts are rebuilt by then, others are not. */
  private static void holdInTheMiddle(RunningService service, Tables tables) throws Exception {
    Await.until("the second pass", () -> last(service).getPass() >= 2);
    tables.hold("rebuilt_vectors");
    Reprocess held = last(service);
    assertThat(held.getState()).isEqualTo(ReprocessState.REPROCESS_STATE_RUNNING);
    assertThat(held.getPass()).isLessThan(held.getPasses());
  }

  private static FeatureServiceBlockingStub admin(RunningService service) {
    return FeatureServiceGrpc.newBlockingStub(service.channel(ADMIN));
  }

  private static void begin(RunningService service, boolean despiteShortLog) {
    admin(service)
        .startReprocess(
            StartReprocessRequest.newBuilder().setDespiteShortLog(despiteShortLog).build());
  }

  private static Reprocess last(RunningService service) {
    return admin(service).getReprocess(GetReprocessRequest.getDefaultInstance()).getReprocess();
  }

  private static Reprocess awaitDone(RunningService service) {
    Await.until("the reprocessing ends", () -> last(service).hasEndedAt());
    Reprocess done = last(service);
    assertThat(done.getState())
        .as(done.getFailure())
        .isEqualTo(ReprocessState.REPROCESS_STATE_DONE);
    return done;
  }

  private static Iterator<ReadVectorsResponse> follow(
      RunningService service, String incarnation, long after) {
    LiveVectors live =
        LiveVectors.newBuilder().setIncarnation(incarnation).setAfterPosition(after).build();
    return service.features().readVectors(ReadVectorsRequest.newBuilder().setLive(live).build());
  }

  private static long untilComplete(Iterator<ReadVectorsResponse> live) {
    ReadVectorsResponse answer = live.next();
    while (!answer.hasSnapshotComplete()) {
      answer = live.next();
    }
    return answer.getSnapshotComplete().getPosition();
  }
}
