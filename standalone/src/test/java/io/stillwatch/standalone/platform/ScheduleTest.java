package io.stillwatch.standalone.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static ZonedDateTime at(String time) {
    return Instant.parse(time).atZone(ZoneOffset.UTC);
  }

  @Test
  void daily_isTheNextSuchTime() {
    var daily = Schedule.daily(LocalTime.of(2, 0));

    assertThat(daily.apply(at("2026-01-05T01:59:59Z"))).isEqualTo(at("2026-01-05T02:00:00Z"));
    assertThat(daily.apply(at("2026-01-05T02:00:00Z"))).isEqualTo(at("2026-01-06T02:00:00Z"));
  }

  @Test
  void hourly_isTheNextSuchMinute() {
    var hourly = Schedule.hourly(30);

    assertThat(hourly.apply(at("2026-01-05T01:29:59.5Z"))).isEqualTo(at("2026-01-05T01:30:00Z"));
    assertThat(hourly.apply(at("2026-01-05T01:30:00Z"))).isEqualTo(at("2026-01-05T02:30:00Z"));
    assertThat(hourly.apply(at("2026-01-05T23:45:00Z"))).isEqualTo(at("2026-01-06T00:30:00Z"));
  }

  @Test
  void schedule_workThatFails_isDoneAgain() throws Exception {
    CountDownLatch done = new CountDownLatch(3);
    Schedule schedule =
        new Schedule(
            "a test",
            now -> now.plusNanos(1_000_000),
            () -> {
              done.countDown();
              throw new IllegalStateException("it failed");
            },
            Clock.systemUTC());
    try {
      assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    } finally {
      schedule.close();
    }
  }
}
