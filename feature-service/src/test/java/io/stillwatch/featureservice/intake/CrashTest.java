package io.stillwatch.featureservice.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.featureservice.Reporter;
import io.stillwatch.featureservice.RunningService;
import io.stillwatch.featureservice.Usage;
import io.stillwatch.v1.AccountVector;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CrashTest {
  private final String database = RunningService.newDatabase();

  @Test
  void start_afterACrashWithoutCheckpoint_replaysTheLog() {
    Map<String, AccountVector> before;
    try (RunningService service = RunningService.start(database)) {
      before = reported(service, 1, 500);
      service.bean(Intake.class).abandon();
    }
    try (RunningService service = RunningService.start(database)) {
      assertThat(Usage.snapshot(service)).isEqualTo(before);
      assertThat(service.report("gateway", 1).awaitOpened()).isEqualTo(500);
    }
  }

  @Test
  void start_afterACrashBetweenCheckpoints_isAsIfNothingHadHappened() {
    try (RunningService service = RunningService.start(database)) {
      reported(service, 1, 300);
    }
    try (RunningService service =
        RunningService.start(database, "stillwatch.features.checkpoint-every=5ms")) {
      reported(service, 301, 900);
      service.bean(Intake.class).abandon();
    }
    Map<String, AccountVector> interrupted;
    try (RunningService service = RunningService.start(database)) {
      interrupted = reported(service, 901, 1000);
    }
    try (RunningService service = RunningService.start(RunningService.newDatabase())) {
      assertThat(reported(service, 1, 1000)).isEqualTo(interrupted);
    }
  }

  @Test
  void start_secondServiceOnOneDatabase_isRefused() {
    try (RunningService service = RunningService.start(database)) {
      assertThatThrownBy(
              () -> RunningService.start(database, "stillwatch.features.lease-patience=300ms"))
          .hasStackTraceContaining("another feature-service works on this database");
      assertThat(reported(service, 1, 10)).isNotEmpty();
    }
  }

  private static Map<String, AccountVector> reported(RunningService service, long from, long to) {
    Reporter reporter = service.report("gateway", 1);
    assertThat(reporter.awaitOpened()).isEqualTo(from - 1);
    for (long number = from; number <= to; number++) {
      reporter.send(Usage.event(number), number);
    }
    reporter.awaitDurable(to);
    return Usage.snapshot(service);
  }
}
