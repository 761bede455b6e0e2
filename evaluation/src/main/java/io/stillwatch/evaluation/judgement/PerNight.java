package io.stillwatch.evaluation.judgement;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A mean count a night. Its interval draws nights; of no event at all it is Poisson's exact one.
 */
final class PerNight {
  private static final int DRAWS = 1_000;
  private static final double NONE_UPPER = -Math.log(0.05);

  private PerNight() {}

  static Interval interval(double[] counts, long seed) {
    if (counts.length == 0) {
      return Interval.UNDEFINED;
    }
    double mean = Arrays.stream(counts).average().orElseThrow();
    if (mean == 0) {
      return new Interval(0, 0, NONE_UPPER / counts.length);
    }
    if (counts.length == 1) {
      return new Interval(mean, 0, Double.POSITIVE_INFINITY);
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] drawn = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      double sum = 0;
      for (int i = 0; i < counts.length; i++) {
        sum += counts[random.nextInt(counts.length)];
      }
      drawn[draw] = sum / counts.length;
    }
    return Drawn.interval(drawn, mean, counts.length);
  }
}
