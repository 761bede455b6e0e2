package io.stillwatch.features.wire;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Times on the wire. */
public final class Timestamps {
  private Timestamps() {}

  /**
   * Throws IllegalArgumentException for nanoseconds outside one second, or a time beyond Instant.
   */
  public static Instant instant(Timestamp time) {
    long seconds = time.getSeconds();
    int nanos = time.getNanos();
    if (nanos < 0 || nanos > 999_999_999) {
      throw new IllegalArgumentException("a time with " + nanos + " nanoseconds");
    }
    if (seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond()) {
      throw new IllegalArgumentException("a time of " + seconds + " seconds");
    }
    return Instant.ofEpochSecond(seconds, nanos);
  }

  public static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }
}
