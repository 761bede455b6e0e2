package io.stillwatch.detector.chance;

import java.util.Arrays;

/** Order statistics of a sample. */
public final class Quantiles {
  private Quantiles() {}

  /** The present values, ascending: NaN is left out. */
  public static double[] ascending(double[] values) {
    return Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
  }

  /** The value below which that share of a sorted, non-empty sample lies (nearest rank). */
  public static double of(double[] ascending, double share) {
    int rank = (int) Math.ceil(share * ascending.length) - 1;
    return ascending[Math.max(0, Math.min(ascending.length - 1, rank))];
  }

  /** How many values of a sorted sample are at least that large. */
  public static int countAtLeast(double[] ascending, double value) {
    int low = 0;
    int high = ascending.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ascending[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return ascending.length - low;
  }
}
