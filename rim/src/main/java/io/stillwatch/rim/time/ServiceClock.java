package io.stillwatch.rim.time;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The clock of a service: the system's, or one that the events drive, so that a file of last month
 * is played as if it were today. Thread-safe.
 */
public final class ServiceClock extends Clock {
  /** What drives a clock. */
  public enum Source {
    SYSTEM,
    EVENTS
  }

  private final Source source;
  private volatile Instant newestEvent = Instant.EPOCH;

  public ServiceClock(Source source) {
    this.source = source;
  }

  public Source source() {
    return source;
  }

  /** Moves a clock of events forward; never back. Does nothing to the system's. */
  public synchronized void advanceTo(Instant eventTime) {
    if (eventTime.isAfter(newestEvent)) {
      newestEvent = eventTime;
    }
  }

  @Override
  public Instant instant() {
    return source == Source.SYSTEM ? Clock.systemUTC().instant() : newestEvent;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("a service's clock is in UTC, not in " + zone);
  }
}
