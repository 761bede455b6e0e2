package io.stillwatch.features.wire;

import io.stillwatch.features.Event;
import io.stillwatch.v1.Report;

/** Reads events. */
public final class EventWire {
  /** The most bytes that one encoded event may have. */
  public static final int MAX_EVENT_BYTES = 64 * 1024;

  private EventWire() {}

  /**
   * The event of a report. Throws IllegalArgumentException, naming field and value, for an event that
   * breaks a bound, is missing, or is {@code skipped}. Does not look at the clock.
   */
  public static Event read(String source, Report report) {
    throw new UnsupportedOperationException(source + report.getSequence());
  }
}
