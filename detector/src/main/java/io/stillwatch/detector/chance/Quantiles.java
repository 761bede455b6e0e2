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

  /**
   * The first {@code size} values sorted, or so many of them with equal shares between, the least
   * and the largest among them. Sorts the values in place.
   */
  public static float[] ascending(float[] values, int size, int most) {
    Arrays.sort(values, 0, size);
    float[] quantiles = new float[Math.min(size, most)];
    for (int i = 0; i < quantiles.length; i++) {
      quantiles[i] = values[size <= most ? i : (int) ((long) i * (size - 1) / (most - 1))];
    }
    return quantiles;
  }

  /** How many values of a sorted sample are smaller. */
  public static int countBelow(float[] ascending, float value) {
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
    return low;
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
