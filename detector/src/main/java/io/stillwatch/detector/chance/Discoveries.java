package io.stillwatch.detector.chance;

import java.util.Arrays;

/** Which of many tests stand out once it is counted how many were made. */
public final class Discoveries {
  private Discoveries() {}

  /**
   * The procedure of Benjamini and Hochberg (1995): among the tests it keeps, the expected share of
   * false ones is at most {@code rate}.
   *
   * @param logChances natural logarithms of the tests' chances
   */
  public static boolean[] within(double rate, double[] logChances) {
    double[] sorted = logChances.clone();
    Arrays.sort(sorted);
    double cut = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < sorted.length; i++) {
      if (sorted[i] <= Math.log(rate * (i + 1) / sorted.length)) {
        cut = sorted[i];
      }
    }
    boolean[] kept = new boolean[logChances.length];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = logChances[i] <= cut;
    }
    return kept;
  }
}
