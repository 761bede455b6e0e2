package io.stillwatch.featureservice.intake;

import io.stillwatch.features.Event;
import io.stillwatch.features.wire.EventWire;
import io.stillwatch.features.wire.KnownFields;
import io.stillwatch.features.wire.PlainUsage;
import io.stillwatch.featureservice.log.LogRow;
import io.stillwatch.rim.time.ServiceClock;
import io.stillwatch.v1.Report;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** Reads reported events and refuses those that break a bound. Thread-safe. */
final class EventBounds {
  static final Duration FUTURE = Duration.ofMinutes(5);
  private static final int MAX_SOURCE_BYTES = 128;

  private final ServiceClock clock;

  EventBounds(ServiceClock clock) {
    this.clock = clock;
  }

  /**
   * Reads an event and lets a clock of events know its time. Throws IllegalArgumentException with
   * the field and its value.
   */
  LogRow read(String source, Report report) {
    int size = report.getSerializedSize();
    if (size > EventWire.MAX_EVENT_BYTES) {
      throw new IllegalArgumentException(
          "the event has " + size + " bytes; at most " + EventWire.MAX_EVENT_BYTES + " are taken");
    }
    Event event = EventWire.read(source, report);
    refuseNul("event_id", event.eventId());
    refuseNul("account_id", event.accountId());
    refuseFuture(event);
    int told = report.hasUsage() ? OptionalField.told(report.getUsage()) : 0;
    return new LogRow(source, KnownFields.of(report).toByteArray(), event, told);
  }

  /** The same of a report that needed no message: its bytes are kept as they are. */
  LogRow read(byte[] report, PlainUsage plain) {
    refuseFuture(plain.event());
    return new LogRow(
        plain.event().source(), report, plain.event(), OptionalField.told(plain.told()));
  }

  private void refuseFuture(Event event) {
    Instant latest = clock.instant().plus(FUTURE);
    if (clock.source() == ServiceClock.Source.SYSTEM && event.eventTime().isAfter(latest)) {
      throw new IllegalArgumentException(
          "event_time " + event.eventTime() + " is more than 5 minutes ahead of the clock");
    }
    clock.advanceTo(event.eventTime());
  }

  /** Throws IllegalArgumentException for a source that is no name. */
  static void checkSource(String source) {
    int size = source.getBytes(StandardCharsets.UTF_8).length;
    if (size == 0 || size > MAX_SOURCE_BYTES) {
      throw new IllegalArgumentException("source has " + size + " bytes, not 1 to 128");
    }
    refuseNul("source", source);
  }

  private static void refuseNul(String field, String value) {
    if (value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(field + " contains the character U+0000");
    }
  }
}
