package io.stillwatch.evaluation.judgement;

import java.util.Arrays;

/**
 * Intervals of values drawn by bootstrap. The middle 95 % of draws are too narrow when units are
 * few: each draw is of units that vary by (n - 1) / n of what they should, and with a tail that is
 * the normal one rather than Student's. So more of the draws are kept, as many as a normal tail at
 * Student's quantile times the root of n / (n - 1) leaves (Hesterberg 2015, "expanded percentile
 * interval"). Of five units and fewer that is all draws.
 */
final class Drawn {
  private static final double NORMAL = 1.959963984540054;
  private static final int ALL_DRAWS = 5;

  private Drawn() {}

  /**
   * The interval holds the value itself, too.
   *
   * @param drawn is sorted
   * @param units that were drawn from
   */
  static Interval interval(double[] drawn, double value, long units) {
    Arrays.sort(drawn);
    int cut = (int) (tail(units) * drawn.length);
    return new Interval(
        value, Math.min(value, drawn[cut]), Math.max(value, drawn[drawn.length - 1 - cut]));
  }

  /** The share of draws left out at each end. */
  static double tail(long units) {
    if (units <= ALL_DRAWS) {
      return 0;
    }
    return normalBelow(-Math.sqrt(units / (units - 1.0)) * student(units - 1.0));
  }

  /** Student's quantile of 97.5 %, by Cornish and Fisher; to 1 % from five degrees of freedom. */
  private static double student(double degrees) {
    double z = NORMAL;
    double z3 = z * z * z;
    double z5 = z3 * z * z;
    double z7 = z5 * z * z;
    return z
        + (z3 + z) / (4 * degrees)
        + (5 * z5 + 16 * z3 + 3 * z) / (96 * degrees * degrees)
        + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * degrees * degrees * degrees);
  }

  /** Abramowitz and Stegun 26.2.17, for negative numbers; to 1e-7. */
  private static double normalBelow(double negative) {
    double x = -negative;
    double t = 1 / (1 + 0.2316419 * x);
    double sum =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }
}
