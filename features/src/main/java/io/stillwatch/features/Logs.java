package io.stillwatch.features;

/** Logarithms in fixed point, by the strict form, so that every JVM gives the same bits. */
final class Logs {
  private static final int TABLE = 16_384;
  private static final int[] FIXED = table();

  private Logs() {}

  /** log(1 + x) in units of 2^-16. */
  static long fixed(int value) {
    return value < TABLE ? FIXED[value] : computed(value);
  }

  private static long computed(int value) {
    return Math.round(StrictMath.log1p(value) * DayPane.FIXED);
  }

  private static int[] table() {
    int[] table = new int[TABLE];
    for (int value = 0; value < TABLE; value++) {
      table[value] = (int) computed(value);
    }
    return table;
  }
}
