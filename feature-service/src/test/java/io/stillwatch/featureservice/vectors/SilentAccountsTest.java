package io.stillwatch.featureservice.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import io.grpc.Context;
import io.stillwatch.features.FeatureCatalogue;
import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.features.wire.VectorWire;
import io.stillwatch.featureservice.Reporter;
import io.stillwatch.featureservice.RunningService;
import io.stillwatch.featureservice.Usage;
import io.stillwatch.v1.AccountVector;
import io.stillwatch.v1.FeatureServiceGrpc;
import io.stillwatch.v1.GetVectorRequest;
import io.stillwatch.v1.LiveVectors;
import io.stillwatch.v1.ReadVectorsRequest;
import io.stillwatch.v1.ReadVectorsResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class SilentAccountsTest {
  private static final int CALLS = 50;
  private static final Instant NEXT_DAY = Usage.START.plus(Duration.ofDays(1)).plusSeconds(3600);
  private static final Instant NEXT_MONTH = Usage.START.plus(Duration.ofDays(30));

  private final RunningService service = RunningService.start(RunningService.newDatabase());
  private final Context.CancellableContext reading = Context.current().withCancellation();
  private Reporter reporter = service.report("gateway", 1);
  private long sequence;

  @Test
  void live_silentAccount_fallsAsTheClockGoesOn() {
    try (service;
        reading) {
      callSilently();
      Iterator<ReadVectorsResponse> live = follow(LiveVectors.getDefaultInstance());
      AccountVector busy = only(until(live, ReadVectorsResponse::hasSnapshotComplete), "silent");
      assertThat(requestsToday(busy)).isEqualTo(StrictMath.log1p(CALLS));
      call("other", NEXT_DAY);
      AccountVector silent = only(until(live, ReadVectorsResponse::hasSwept), "silent");
      assertThat(requestsToday(silent)).isZero();
      assertThat(silent.getRequests7D()).isEqualTo(CALLS);
      assertThat(silent.getPosition()).isEqualTo(busy.getPosition());
      assertThat(Timestamps.instant(silent.getAsOf())).isEqualTo(NEXT_DAY);
      assertThat(
              service
                  .features()
                  .getVector(GetVectorRequest.newBuilder().setAccountId("silent").build())
                  .getVector())
          .isEqualTo(silent);
    }
  }

  @Test
  void live_resumedAfterWindowsEmptied_saysSoOnce() {
    try (service;
        reading) {
      callSilently();
      Iterator<ReadVectorsResponse> live = follow(LiveVectors.getDefaultInstance());
      String incarnation = live.next().getBegin().getIncarnation();
      until(live, ReadVectorsResponse::hasSnapshotComplete);
      call("other", NEXT_DAY);
      Timestamp swept = last(until(live, ReadVectorsResponse::hasSwept)).getSwept().getAsOf();
      call("other", NEXT_MONTH);
      LiveVectors.Builder resumed =
          LiveVectors.newBuilder().setIncarnation(incarnation).setAfterPosition(sequence);
      List<ReadVectorsResponse> again =
          until(follow(resumed.setSweptUntil(swept).build()), ReadVectorsResponse::hasSwept);
      assertThat(only(again, "silent").getRequests7D()).isZero();
      assertThat(again.get(0).getBegin().getSnapshot()).isFalse();
      Timestamp newest = last(again).getSwept().getAsOf();
      List<ReadVectorsResponse> nothing =
          until(follow(resumed.setSweptUntil(newest).build()), ReadVectorsResponse::hasHeartbeat);
      assertThat(nothing).noneMatch(ReadVectorsResponse::hasVector);
    }
  }

  @Test
  void live_resumedWithoutTheLastRound_sendsEveryAccountAgain() {
    try (service;
        reading) {
      callSilently();
      call("other", NEXT_MONTH);
      Iterator<ReadVectorsResponse> live = follow(LiveVectors.getDefaultInstance());
      String incarnation = live.next().getBegin().getIncarnation();
      LiveVectors resumed =
          LiveVectors.newBuilder().setIncarnation(incarnation).setAfterPosition(sequence).build();
      List<ReadVectorsResponse> again = until(follow(resumed), ReadVectorsResponse::hasSwept);
      assertThat(only(again, "silent").getRequests7D()).isZero();
    }
  }

  @Test
  void live_roundOfAnotherAge_isRefused() {
    try (service;
        reading) {
      LiveVectors wrong =
          LiveVectors.newBuilder().setSweptUntil(Timestamp.newBuilder().setSeconds(-1)).build();
      assertThatThrownBy(() -> follow(wrong).next()).hasMessageContaining("INVALID_ARGUMENT");
    }
  }

  private void callSilently() {
    for (int i = 0; i < CALLS; i++) {
      call("silent", Usage.START.plusSeconds(i));
    }
    reporter.awaitDurable(sequence);
  }

  private void call(String account, Instant time) {
    sequence++;
    reporter.send(Usage.event(account, sequence, time), sequence).awaitDurable(sequence);
  }

  private Iterator<ReadVectorsResponse> follow(LiveVectors live) {
    Context before = reading.attach();
    try {
      return FeatureServiceGrpc.newBlockingStub(service.channel(RunningService.READER))
          .withDeadlineAfter(30, java.util.concurrent.TimeUnit.SECONDS)
          .readVectors(ReadVectorsRequest.newBuilder().setLive(live).build());
    } finally {
      reading.detach(before);
    }
  }

  private static List<ReadVectorsResponse> until(
      Iterator<ReadVectorsResponse> live, java.util.function.Predicate<ReadVectorsResponse> last) {
    List<ReadVectorsResponse> answers = new ArrayList<>();
    do {
      answers.add(live.next());
    } while (!last.test(last(answers)));
    return answers;
  }

  private static ReadVectorsResponse last(List<ReadVectorsResponse> answers) {
    return answers.get(answers.size() - 1);
  }

  private static AccountVector only(List<ReadVectorsResponse> answers, String account) {
    List<AccountVector> vectors =
        answers.stream()
            .filter(ReadVectorsResponse::hasVector)
            .map(ReadVectorsResponse::getVector)
            .filter(vector -> vector.getAccountId().equals(account))
            .toList();
    assertThat(vectors).hasSize(1);
    return vectors.get(0);
  }

  private static double requestsToday(AccountVector vector) {
    return VectorWire.read(vector).values()[FeatureCatalogue.indexOf("requests_24h_log")];
  }
}
