package io.stillwatch.standalone.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Trains every day at a set time (UTC). A night that fails is told and does not end the next. */
final class NightlyTraining implements AutoCloseable {
  private final LocalTime at;
  private final Runnable night;
  private final Clock clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(NightlyTraining::named);

  NightlyTraining(LocalTime at, Runnable night, Clock clock) {
    this.at = at;
    this.night = night;
    this.clock = clock;
    scheduleNext();
  }

  private static Thread named(Runnable work) {
    Thread thread = new Thread(work, "nightly-training");
    thread.setDaemon(true);
    return thread;
  }

  /** From now until the next such time, at most a day. */
  static Duration untilNext(LocalTime at, ZonedDateTime now) {
    ZonedDateTime next = now.with(at);
    return Duration.between(now, next.isAfter(now) ? next : next.plusDays(1));
  }

  private void scheduleNext() {
    Duration pause = untilNext(at, clock.instant().atZone(ZoneOffset.UTC));
    var unused = thread.schedule(this::once, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void once() {
    try {
      night.run();
    } finally {
      if (!thread.isShutdown()) {
        scheduleNext();
      }
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
