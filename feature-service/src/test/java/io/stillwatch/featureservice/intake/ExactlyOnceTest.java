package io.stillwatch.featureservice.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.stillwatch.featureservice.Reporter;
import io.stillwatch.featureservice.RunningService;
import io.stillwatch.featureservice.Usage;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.Skipped;
import org.junit.jupiter.api.Test;

class ExactlyOnceTest {
  private final String database = RunningService.newDatabase();

  @Test
  void report_numberedEvents_areAcknowledgedAndCounted() {
    try (RunningService service = RunningService.start(database)) {
      Reporter reporter = service.report("gateway", 1);
      assertThat(reporter.awaitOpened()).isZero();
      for (long number = 1; number <= 5000; number++) {
        reporter.send(Usage.event(number), number);
      }
      reporter.finish();
      assertThat(reporter.awaitEnd().isOk()).isTrue();
      assertThat(reporter.durable()).isEqualTo(5000);
      assertThat(Usage.requests(service)).isEqualTo(5000);
    }
  }

  @Test
  void report_repeatedSequence_isAcknowledgedAndNotCounted() {
    try (RunningService service = RunningService.start(database)) {
      Reporter reporter = service.report("gateway", 1);
      reporter.awaitOpened();
      reporter.send(Usage.event(1), 1).send(Usage.event(2), 2).awaitDurable(2);
      reporter.send(Usage.event(77), 1).send(Usage.event(3), 3).awaitDurable(3);
      assertThat(Usage.requests(service)).isEqualTo(3);
    }
  }

  @Test
  void report_gap_isRefusedWithTheExpectedSequence() {
    try (RunningService service = RunningService.start(database)) {
      Reporter reporter = service.report("gateway", 1);
      reporter.awaitOpened();
      reporter.send(Usage.event(1), 1).send(Usage.event(3), 3);
      Status end = reporter.awaitEnd();
      assertThat(end.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(end.getDescription()).contains("sequence 3").contains("2 was expected");
      assertThat(reporter.durable()).isEqualTo(1);
      assertThat(service.report("gateway", 1).awaitOpened()).isEqualTo(1);
    }
  }

  @Test
  void report_skipped_takesTheSequenceAndCountsNothing() {
    try (RunningService service = RunningService.start(database)) {
      Reporter reporter = service.report("gateway", 1);
      reporter.awaitOpened();
      reporter
          .send(Report.newBuilder().setSkipped(Skipped.getDefaultInstance()), 1)
          .send(Usage.event(2), 2)
          .awaitDurable(2);
      assertThat(Usage.requests(service)).isEqualTo(1);
    }
  }

  @Test
  void report_afterRestart_resumesAtTheLastDurableSequence() {
    try (RunningService service = RunningService.start(database)) {
      Reporter reporter = service.report("gateway", 1);
      reporter.awaitOpened();
      reporter.send(Usage.event(1), 1).send(Usage.event(2), 2).awaitDurable(2);
    }
    try (RunningService service = RunningService.start(database)) {
      Reporter reporter = service.report("gateway", 1);
      assertThat(reporter.awaitOpened()).isEqualTo(2);
      reporter.send(Usage.event(3), 3).awaitDurable(3);
      assertThat(Usage.requests(service)).isEqualTo(3);
    }
  }

  @Test
  void report_newerEpoch_startsAtOneAndEndsTheOlder() {
    try (RunningService service = RunningService.start(database)) {
      Reporter older = service.report("gateway", 1);
      older.awaitOpened();
      older.send(Usage.event(1), 1).awaitDurable(1);
      Reporter newer = service.report("gateway", 2);
      assertThat(newer.awaitOpened()).isZero();
      assertThat(older.awaitEnd().getCode()).isEqualTo(Status.Code.ALREADY_EXISTS);
      newer.send(Usage.event(2), 1).awaitDurable(1);
      assertThat(service.report("gateway", 1).awaitEnd().getCode())
          .isEqualTo(Status.Code.ALREADY_EXISTS);
      assertThat(Usage.requests(service)).isEqualTo(2);
    }
  }

  @Test
  void report_secondStreamOfTheSameEpoch_takesOver() {
    try (RunningService service = RunningService.start(database)) {
      Reporter first = service.report("gateway", 1);
      first.awaitOpened();
      first.send(Usage.event(1), 1).awaitDurable(1);
      Reporter second = service.report("gateway", 1);
      assertThat(second.awaitOpened()).isEqualTo(1);
      assertThat(first.awaitEnd().getCode()).isEqualTo(Status.Code.ALREADY_EXISTS);
    }
  }
}
