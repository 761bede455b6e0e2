package io.stillwatch.features.wire;

import static io.stillwatch.features.wire.PlainFields.BYTES;
import static io.stillwatch.features.wire.PlainFields.VARINT;

import io.stillwatch.features.UsageEvent;
import org.jspecify.annotations.Nullable;

/**
 * A report of a call that was read straight from its bytes, which costs a third of parsing and
 * reading it. Only reports that are encoded the way our own encoder does it are read so, with
 * fields of this build's contract alone and within their bounds: the bytes are then what {@link
 * KnownFields} would keep, byte by byte. Encoders of other languages, too, write most calls that
 * way.
 *
 * @param sequence the report's; 0: none
 * @param told which fields the call tells, by {@link #usage}, {@link #sampling} and {@link #client}
 */
public record PlainUsage(long sequence, UsageEvent event, long told) {
  private static final int SAMPLING_FROM = 40;
  private static final int CLIENT_FROM = 48;

  /** Null for any other report; {@link EventWire} says whether it is broken. */
  public static @Nullable PlainUsage read(String source, byte[] report) {
    if (report.length > EventWire.MAX_EVENT_BYTES) {
      return null;
    }
    PlainFields in = new PlainFields(report, 0, report.length);
    long sequence = 0;
    UsageScan usage = new UsageScan();
    UsageEvent event = null;
    while (in.next()) {
      switch (in.tag()) {
        case 1 << 3 | VARINT -> {
          sequence = in.longNumber();
          if (sequence == 0) {
            in.refuse();
          }
        }
        case 2 << 3 | BYTES -> {
          PlainFields fields = in.enter();
          event = usage.read(source, fields);
          in.leave(fields);
        }
        default -> in.refuse();
      }
    }
    return in.isOdd() || event == null ? null : new PlainUsage(sequence, event, usage.told());
  }

  /** The bit of a field of UsageEvent. */
  public static long usage(int field) {
    return 1L << field;
  }

  /** The bit of a field of SamplingParameters. */
  public static long sampling(int field) {
    return 1L << SAMPLING_FROM + field;
  }

  /** The bit of a field of Client. */
  public static long client(int field) {
    return 1L << CLIENT_FROM + field;
  }
}
