package io.stillwatch.standalone.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Does something at set times (UTC). A time that fails does not end the next. */
final class Schedule implements AutoCloseable {
  private final UnaryOperator<ZonedDateTime> next;
  private final Runnable work;
  private final Clock clock;
  private final ScheduledExecutorService thread;

  /**
   * @param name of its thread
   * @param next the first time after another
   */
  Schedule(String name, UnaryOperator<ZonedDateTime> next, Runnable work, Clock clock) {
    this.next = next;
    this.work = work;
    this.clock = clock;
    this.thread = Executors.newSingleThreadScheduledExecutor(run -> named(name, run));
    scheduleNext();
  }

  private static Thread named(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  static UnaryOperator<ZonedDateTime> daily(LocalTime at) {
    return now -> {
      ZonedDateTime today = now.with(at);
      return today.isAfter(now) ? today : today.plusDays(1);
    };
  }

  /**
   * Every hour.
   *
   * @param minute 0 to 59
   */
  static UnaryOperator<ZonedDateTime> hourly(int minute) {
    return now -> {
      ZonedDateTime inThisHour = now.truncatedTo(ChronoUnit.HOURS).plusMinutes(minute);
      return inThisHour.isAfter(now) ? inThisHour : inThisHour.plusHours(1);
    };
  }

  private void scheduleNext() {
    ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
    Duration pause = Duration.between(now, next.apply(now));
    var unused = thread.schedule(this::once, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void once() {
    try {
      work.run();
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
