package io.stillwatch.benchmarks.ingest;

import com.google.protobuf.InvalidProtocolBufferException;
import io.stillwatch.features.AccountState;
import io.stillwatch.features.Event;
import io.stillwatch.features.wire.EventWire;
import io.stillwatch.features.wire.PlainUsage;
import io.stillwatch.v1.Report;
import java.util.HashMap;
import java.util.Map;

/**
 * What one core makes of the events, one kind of work at a time; nanoseconds an event.
 *
 * @param scan bytes to event without a message, as the service does it
 * @param parse bytes to message, where that is not possible
 * @param read message to event, bounds checked
 * @param fold event to state
 * @param encode message to bytes
 */
record OneCore(double scan, double parse, double read, double fold, double encode) {
  static OneCore of(CopiedRows.LoggedRow[] rows) {
    int size = rows.length;
    Report[] reports = new Report[size];
    Event[] events = new Event[size];
    long begun = System.nanoTime();
    for (int at = 0; at < size; at++) {
      PlainUsage plain = PlainUsage.read(rows[at].source(), rows[at].payload());
      if (plain == null) {
        throw new IllegalArgumentException("an event that needs a message");
      }
      events[at] = plain.event();
    }
    long start = System.nanoTime();
    for (int at = 0; at < size; at++) {
      reports[at] = parsed(rows[at].payload());
    }
    long parsed = System.nanoTime();
    for (int at = 0; at < size; at++) {
      events[at] = EventWire.read(rows[at].source(), reports[at]);
    }
    long read = System.nanoTime();
    Map<String, AccountState> states = new HashMap<>();
    for (Event event : events) {
      states.computeIfAbsent(event.accountId(), AccountState::create).add(event);
    }
    long folded = System.nanoTime();
    long bytes = 0;
    for (Report report : reports) {
      bytes += report.toByteArray().length;
    }
    long encoded = System.nanoTime();
    if (bytes == 0 || states.isEmpty()) {
      throw new IllegalArgumentException("no events to time");
    }
    return new OneCore(
        (double) (start - begun) / size,
        (double) (parsed - start) / size,
        (double) (read - parsed) / size,
        (double) (folded - read) / size,
        (double) (encoded - folded) / size);
  }

  private static Report parsed(byte[] payload) {
    try {
      return Report.parseFrom(payload);
    } catch (InvalidProtocolBufferException broken) {
      throw new IllegalStateException("an event of our own cannot be read", broken);
    }
  }
}
