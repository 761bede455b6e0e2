package io.stillwatch.standalone.remote;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Holds events back to a rate. One thread. */
final class Pace {
  private final double nanosPerEvent;
  private final long start = System.nanoTime();
  private long events;

  /**
   * @param perSecond null: no limit
   */
  Pace(@Nullable Double perSecond) {
    this.nanosPerEvent = perSecond == null ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
  }

  /** Waits until one more event may go. */
  void step() {
    long due = (long) (events++ * nanosPerEvent);
    for (long left = due - elapsed(); left > 0; left = due - elapsed()) {
      LockSupport.parkNanos(left);
    }
  }

  private long elapsed() {
    return System.nanoTime() - start;
  }
}
