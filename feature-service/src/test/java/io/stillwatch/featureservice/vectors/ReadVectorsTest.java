package io.stillwatch.featureservice.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Context;
import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.featureservice.Reporter;
import io.stillwatch.featureservice.RunningService;
import io.stillwatch.featureservice.Usage;
import io.stillwatch.featureservice.accounts.ClosedDays;
import io.stillwatch.featureservice.accounts.StoredBlock;
import io.stillwatch.v1.AccountVector;
import io.stillwatch.v1.ClosedDay;
import io.stillwatch.v1.DayVectors;
import io.stillwatch.v1.FeatureSchema;
import io.stillwatch.v1.FeatureServiceGrpc;
import io.stillwatch.v1.ListDaysRequest;
import io.stillwatch.v1.ListFeaturesRequest;
import io.stillwatch.v1.ListFeaturesResponse;
import io.stillwatch.v1.LiveVectors;
import io.stillwatch.v1.ReadVectorsRequest;
import io.stillwatch.v1.ReadVectorsResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadVectorsTest {
  private static final String DAY = "2026-03-02";

  /** Accounts that fill some blocks. */
  private static final int MANY = 3_000;

  private final String database = RunningService.newDatabase();

  @Test
  void live_changes_followTheSnapshotConflated() {
    try (RunningService service = RunningService.start(database);
        Context.CancellableContext reading = Context.current().withCancellation()) {
      Reporter reporter = reported(service, 1, 70);
      Iterator<ReadVectorsResponse> live = follow(service, reading, "", 0);
      assertThat(live.next().getBegin().getSnapshot()).isTrue();
      List<AccountVector> snapshot = vectorsUntilComplete(live);
      assertThat(snapshot).hasSize(7);
      assertThat(snapshot).extracting(AccountVector::getPosition).isSorted();
      for (long number = 71; number <= 1070; number++) {
        reporter.send(Usage.event("busy", number, Usage.START.plusSeconds(number)), number);
      }
      reporter.awaitDurable(1070);
      int sent = 0;
      AccountVector newest = AccountVector.getDefaultInstance();
      while (newest.getPosition() < 1070) {
        ReadVectorsResponse answer = live.next();
        if (answer.hasVector()) {
          newest = answer.getVector();
          sent++;
        }
      }
      assertThat(newest.getRequests7D()).isEqualTo(1000);
      assertThat(sent).isLessThan(100);
    }
  }

  @Test
  void live_resumed_sendsOnlyWhatChanged() {
    String incarnation;
    long position;
    try (RunningService service = RunningService.start(database);
        Context.CancellableContext reading = Context.current().withCancellation()) {
      reported(service, 1, 70);
      Iterator<ReadVectorsResponse> live = follow(service, reading, "", 0);
      incarnation = live.next().getBegin().getIncarnation();
      position = completeAt(live);
      assertThat(position).isEqualTo(70);
    }
    try (RunningService service = RunningService.start(database);
        Context.CancellableContext reading = Context.current().withCancellation()) {
      Reporter reporter = service.report("gateway", 1);
      reporter.awaitOpened();
      reporter.send(Usage.event("new", 71, Usage.START), 71).awaitDurable(71);
      Iterator<ReadVectorsResponse> live = follow(service, reading, incarnation, position);
      assertThat(live.next().getBegin().getSnapshot()).isFalse();
      assertThat(live.next().getVector().getAccountId()).isEqualTo("new");
      assertThat(live.next().getHeartbeat().getPosition()).isEqualTo(71);
    }
  }

  @Test
  void live_positionOfAnotherLog_meansASnapshot() {
    try (RunningService service = RunningService.start(database);
        Context.CancellableContext reading = Context.current().withCancellation()) {
      reported(service, 1, 70);
      assertThat(follow(service, reading, "another", 5).next().getBegin().getSnapshot()).isTrue();
      Iterator<ReadVectorsResponse> beyond = follow(service, reading, "", 4711);
      assertThat(beyond.next().getBegin().getSnapshot()).isTrue();
    }
  }

  @Test
  void live_heartbeat_namesTheNewestEvent() {
    try (RunningService service = RunningService.start(database);
        Context.CancellableContext reading = Context.current().withCancellation()) {
      reported(service, 1, 10);
      Iterator<ReadVectorsResponse> live = follow(service, reading, "", 0);
      ReadVectorsResponse answer = live.next();
      while (!answer.hasHeartbeat()) {
        answer = live.next();
      }
      assertThat(answer.getHeartbeat().getNewestEvent().getSeconds())
          .isEqualTo(Usage.START.plusSeconds(300).getEpochSecond());
    }
  }

  @Test
  void day_onceClosed_neverChanges() {
    Map<String, AccountVector> closed;
    try (RunningService service = RunningService.start(database)) {
      Reporter reporter = reported(service, 1, 700);
      assertThat(days(service)).isEmpty();
      reporter
          .send(Usage.event("account-1", 701, Usage.START.plus(Duration.ofDays(1))), 701)
          .awaitDurable(701);
      assertThat(days(service)).extracting(ClosedDay::getDay).containsExactly("2026-03-02");
      closed = day(service, "2026-03-02");
      assertThat(closed).hasSize(7);
      assertThat(closed.get("account-1").getRequests7D()).isEqualTo(100);
      reporter
          .send(Usage.event("account-1", 702, Usage.START.plusSeconds(5)), 702)
          .awaitDurable(702);
      assertThat(day(service, "2026-03-02")).isEqualTo(closed);
    }
    try (RunningService service = RunningService.start(database)) {
      assertThat(day(service, "2026-03-02")).isEqualTo(closed);
    }
  }

  @Test
  void day_readerThatStopsEarly_leavesTheConnectionsUsable() throws Exception {
    try (RunningService service = RunningService.start(database)) {
      aDayOfBlocks(service);
      ClosedDays days = service.bean(ClosedDays.class);
      LocalDate day = LocalDate.parse(DAY);
      for (int again = 0; again < 20; again++) {
        Counter impatient = new Counter(3);
        assertThat(days.read(day, impatient)).isTrue();
        assertThat(impatient.taken).isBetween(3, MANY / 2);
      }
      Counter patient = new Counter(Integer.MAX_VALUE);
      days.read(day, patient);
      assertThat(patient.taken).isEqualTo(MANY);
      assertThat(days.read(day.plusDays(1), patient)).isFalse();
    }
  }

  @Test
  void day_inBlocks_hasTheVectorsThatItHasOneByOne() {
    try (RunningService service = RunningService.start(database)) {
      aDayOfBlocks(service);
      List<AccountVector> some = new ArrayList<>();
      List<Integer> sizes = new ArrayList<>();
      Map<String, AccountVector> all = new TreeMap<>();
      service
          .features()
          .readVectors(
              ReadVectorsRequest.newBuilder()
                  .setDay(DayVectors.newBuilder().setDay(DAY).setBlocks(true))
                  .build())
          .forEachRemaining(
              answer -> {
                assertThat(answer.hasVector()).isFalse();
                some.addAll(answer.getBlock().getVectorsList());
                sizes.add(answer.getSerializedSize());
              });
      some.forEach(vector -> all.put(vector.getAccountId(), vector));
      assertThat(some).hasSize(MANY);
      assertThat(all).isEqualTo(day(service, DAY));
      assertThat(sizes).hasSizeGreaterThan(3).allMatch(size -> size < 80 << 10);
    }
  }

  /** Bytes that nobody here wrote. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "vectors = ''",
        "vectors = '\\x00'",
        "vectors = '\\x0a7f01'",
        "vectors = '\\x0affffffffffffffffff01'",
        "vectors = vectors || vectors",
        "vectors = substring(vectors from 1 for 1000)",
        "vectors = set_byte(vectors, 0, 11)",
        "accounts = accounts - 1",
        "accounts = -1",
        "first_account = 'account'"
      })
  void day_brokenBlock_isNamedAndNotSent(String spoilt) throws Exception {
    try (RunningService service = RunningService.start(database)) {
      aDay(service, 40);
      try (Connection connection = service.bean(DataSource.class).getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(
            "update vector_blocks set "
                + spoilt
                + " where first_account = (select min(first_account) from vector_blocks)");
      }
      String first = spoilt.startsWith("first") ? "'account'" : "'account-0000'";
      for (boolean blocks : new boolean[] {true, false}) {
        DayVectors day = DayVectors.newBuilder().setDay(DAY).setBlocks(blocks).build();
        Iterator<ReadVectorsResponse> answers =
            service.features().readVectors(ReadVectorsRequest.newBuilder().setDay(day).build());
        assertThatThrownBy(() -> answers.forEachRemaining(answer -> {}))
            .hasMessageContaining("DATA_LOSS")
            .hasMessageContaining(DAY)
            .hasMessageContaining(first);
      }
      assertThat(days(service)).hasSize(1);
    }
  }

  private static void aDayOfBlocks(RunningService service) {
    aDay(service, MANY);
  }

  private static void aDay(RunningService service, int accounts) {
    Reporter reporter = service.report("gateway", 1);
    reporter.awaitOpened();
    for (int number = 0; number < accounts; number++) {
      String account = String.format(Locale.ROOT, "account-%04d", number);
      reporter.send(Usage.event(account, number, Usage.START), number + 1);
    }
    reporter
        .send(
            Usage.event("account-0001", accounts, Usage.START.plus(Duration.ofDays(1))),
            accounts + 1)
        .awaitDurable(accounts + 1);
  }

  private static final class Counter implements ClosedDays.DayReader {
    private final int most;
    private int taken;

    private Counter(int most) {
      this.most = most;
    }

    @Override
    public boolean begin(FeatureSchema schema) {
      return true;
    }

    @Override
    public boolean take(StoredBlock block) {
      taken += block.vectors().size();
      return taken < most;
    }
  }

  @Test
  void day_gapOfDays_closesEach() {
    try (RunningService service = RunningService.start(database)) {
      Reporter reporter = reported(service, 1, 7);
      reporter
          .send(Usage.event("late", 8, Usage.START.plus(Duration.ofDays(4))), 8)
          .awaitDurable(8);
      assertThat(days(service))
          .extracting(ClosedDay::getDay)
          .containsExactly("2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05");
    }
  }

  @Test
  void day_openOrNoDay_isRefused() {
    try (RunningService service = RunningService.start(database)) {
      reported(service, 1, 7);
      assertThatThrownBy(() -> day(service, "2026-03-02")).hasMessageContaining("NOT_FOUND");
      assertThatThrownBy(() -> day(service, "yesterday"))
          .hasMessageContaining("INVALID_ARGUMENT")
          .hasMessageContaining("yesterday");
    }
  }

  @Test
  void listFeatures_schema_fitsTheDefinitions() {
    try (RunningService service = RunningService.start(database)) {
      ListFeaturesResponse features =
          service.features().listFeatures(ListFeaturesRequest.getDefaultInstance());
      assertThat(features.getFeaturesList()).hasSizeGreaterThanOrEqualTo(12);
      assertThat(features.getSchema().getNamesCount()).isEqualTo(features.getFeaturesCount());
    }
  }

  private static Reporter reported(RunningService service, long from, long to) {
    Reporter reporter = service.report("gateway", 1);
    reporter.awaitOpened();
    for (long number = from; number <= to; number++) {
      reporter.send(Usage.event(number), number);
    }
    return reporter.awaitDurable(to);
  }

  private static Iterator<ReadVectorsResponse> follow(
      RunningService service, Context.CancellableContext reading, String incarnation, long after) {
    LiveVectors live =
        LiveVectors.newBuilder()
            .setIncarnation(incarnation)
            .setAfterPosition(after)
            .setSweptUntil(Timestamps.timestamp(Usage.START.plus(Duration.ofHours(1))))
            .build();
    Context before = reading.attach();
    try {
      return FeatureServiceGrpc.newBlockingStub(service.channel(RunningService.READER))
          .readVectors(ReadVectorsRequest.newBuilder().setLive(live).build());
    } finally {
      reading.detach(before);
    }
  }

  private static List<AccountVector> vectorsUntilComplete(Iterator<ReadVectorsResponse> live) {
    List<AccountVector> vectors = new ArrayList<>();
    ReadVectorsResponse answer = live.next();
    while (!answer.hasSnapshotComplete()) {
      if (answer.hasVector()) {
        vectors.add(answer.getVector());
      }
      answer = live.next();
    }
    return vectors;
  }

  private static long completeAt(Iterator<ReadVectorsResponse> live) {
    ReadVectorsResponse answer = live.next();
    while (!answer.hasSnapshotComplete()) {
      answer = live.next();
    }
    return answer.getSnapshotComplete().getPosition();
  }

  private static List<ClosedDay> days(RunningService service) {
    return service.features().listDays(ListDaysRequest.getDefaultInstance()).getDaysList();
  }

  private static Map<String, AccountVector> day(RunningService service, String day) {
    Map<String, AccountVector> vectors = new TreeMap<>();
    service
        .features()
        .readVectors(
            ReadVectorsRequest.newBuilder().setDay(DayVectors.newBuilder().setDay(day)).build())
        .forEachRemaining(
            answer -> {
              if (answer.hasVector()) {
                vectors.put(answer.getVector().getAccountId(), answer.getVector());
              }
            });
    return vectors;
  }
}
