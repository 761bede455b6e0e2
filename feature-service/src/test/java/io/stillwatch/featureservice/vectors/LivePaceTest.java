package io.stillwatch.featureservice.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Context;
import io.stillwatch.featureservice.Reporter;
import io.stillwatch.featureservice.RunningService;
import io.stillwatch.featureservice.Usage;
import io.stillwatch.v1.FeatureServiceGrpc;
import io.stillwatch.v1.LiveVectors;
import io.stillwatch.v1.ReadVectorsRequest;
import io.stillwatch.v1.ReadVectorsResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Changes gather for as long as events come, and no longer. */
class LivePaceTest {
  private static final Instant NEXT_DAY = Usage.START.plus(Duration.ofDays(1));

  private final RunningService service =
      RunningService.start(RunningService.newDatabase(), "stillwatch.features.live-pace=1h");
  private final Context.CancellableContext reading = Context.current().withCancellation();

  @Test
  void live_longPace_comesOnceTheLogRestsAndEachAccountOnce() {
    try (service;
        reading) {
      Reporter reporter = service.report("gateway", 1);
      reporter.send(Usage.event("silent", 1, Usage.START), 1).awaitDurable(1);
      Iterator<ReadVectorsResponse> live = follow();
      until(live, ReadVectorsResponse::hasSnapshotComplete);
      reporter.send(Usage.event("early", 2, NEXT_DAY), 2);
      reporter.send(Usage.event("late", 3, NEXT_DAY.plusSeconds(60)), 3).awaitDurable(3);
      List<ReadVectorsResponse> answers = new ArrayList<>();
      while (accounts(answers).size() < 3
          || answers.stream().noneMatch(ReadVectorsResponse::hasSwept)) {
        answers.add(live.next());
      }
      assertThat(accounts(answers)).containsExactlyInAnyOrder("silent", "early", "late");
      assertThat(until(live, ReadVectorsResponse::hasHeartbeat))
          .noneMatch(ReadVectorsResponse::hasVector);
    }
  }

  @Test
  void live_longPace_eventsWithoutRest_areGathered() throws InterruptedException {
    try (service;
        reading) {
      Reporter reporter = service.report("gateway", 1);
      reporter.send(Usage.event("busy", 1, Usage.START), 1).awaitDurable(1);
      Iterator<ReadVectorsResponse> live = follow();
      List<ReadVectorsResponse> snapshot = until(live, ReadVectorsResponse::hasSnapshotComplete);
      long begun = snapshot.get(snapshot.size() - 1).getSnapshotComplete().getPosition();
      int sequence = 1;
      for (int i = 0; i < 100; i++) {
        sequence++;
        reporter.send(Usage.event("busy", sequence, Usage.START.plusSeconds(sequence)), sequence);
        Thread.sleep(20);
      }
      reporter.awaitDurable(sequence);
      List<ReadVectorsResponse> answers =
          until(live, answer -> answer.getHeartbeat().getPosition() >= begun + 100);
      // At the usual pace there were ten; a machine that halts may rest once or twice.
      assertThat(accounts(answers)).hasSizeBetween(1, 4);
    }
  }

  private static List<String> accounts(List<ReadVectorsResponse> answers) {
    return answers.stream()
        .filter(ReadVectorsResponse::hasVector)
        .map(answer -> answer.getVector().getAccountId())
        .toList();
  }

  private Iterator<ReadVectorsResponse> follow() {
    Context before = reading.attach();
    try {
      return FeatureServiceGrpc.newBlockingStub(service.channel(RunningService.READER))
          .withDeadlineAfter(60, TimeUnit.SECONDS)
          .readVectors(
              ReadVectorsRequest.newBuilder().setLive(LiveVectors.getDefaultInstance()).build());
    } finally {
      reading.detach(before);
    }
  }

  private static List<ReadVectorsResponse> until(
      Iterator<ReadVectorsResponse> live, Predicate<ReadVectorsResponse> last) {
    List<ReadVectorsResponse> answers = new ArrayList<>();
    ReadVectorsResponse answer;
    do {
      answer = live.next();
      answers.add(answer);
    } while (!last.test(answer));
    return answers;
  }
}
