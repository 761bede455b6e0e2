package io.stillwatch.featureservice.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PassedTimeTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:30:00Z");

  @Test
  void movesWindows_withinAnHour_isFalse() {
    assertThat(new PassedTime(NOON, NOON.plusSeconds(29 * 60)).movesWindows()).isFalse();
    assertThat(new PassedTime(NOON, NOON.plusSeconds(30 * 60)).movesWindows()).isTrue();
  }

  @Test
  void changes_anHourTurned_concernsTheLastDayOnly() {
    PassedTime hour = new PassedTime(NOON, NOON.plus(Duration.ofHours(1)));
    assertThat(hour.changes(NOON.minus(Duration.ofHours(2)))).isTrue();
    assertThat(hour.changes(NOON.minus(Duration.ofHours(24)))).isTrue();
    assertThat(hour.changes(NOON.minus(Duration.ofHours(26)))).isFalse();
  }

  @Test
  void changes_aDayTurned_concernsTheWeekAndItsLastDay() {
    PassedTime day = new PassedTime(NOON, NOON.plus(Duration.ofDays(1)));
    assertThat(day.changes(Instant.parse("2026-03-04T00:00:00Z"))).isTrue();
    assertThat(day.changes(Instant.parse("2026-03-03T23:59:59Z"))).isFalse();
  }

  @Test
  void changes_manyDaysWentBy_concernsWhatWasNotEmptyBefore() {
    PassedTime month = new PassedTime(NOON, NOON.plus(Duration.ofDays(30)));
    assertThat(month.changes(Instant.parse("2026-03-04T00:00:00Z"))).isTrue();
    assertThat(month.changes(Instant.parse("2026-03-03T23:59:59Z"))).isFalse();
    assertThat(new PassedTime(Instant.EPOCH, NOON).changes(Instant.parse("2026-01-01T00:00:00Z")))
        .isTrue();
  }

  @Test
  void changes_eventSinceThen_isFalse() {
    PassedTime hour = new PassedTime(NOON, NOON.plus(Duration.ofHours(1)));
    assertThat(hour.changes(NOON.plus(Duration.ofHours(1)))).isFalse();
    assertThat(hour.changes(Instant.MIN)).isFalse();
  }
}
