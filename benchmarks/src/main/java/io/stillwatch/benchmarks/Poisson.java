package io.stillwatch.benchmarks;

import java.util.Random;

/** Counts of what happens independently. */
public final class Poisson {
  private Poisson() {}

  /** A count of that mean; a large one by the normal distribution. */
  public static long draw(double mean, Random random) {
    if (mean > 40) {
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double limit = Math.exp(-mean);
    long count = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }
}
