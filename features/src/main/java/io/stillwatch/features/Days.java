package io.stillwatch.features;

/** UTC days of event time. */
final class Days {
  static final long MILLIS = 24L * 60 * 60 * 1000;

  private Days() {}

  static int of(long epochMilli) {
    return (int) Math.floorDiv(epochMilli, MILLIS);
  }
}
