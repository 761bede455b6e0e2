package io.stillwatch.detector.chance;

/** Tails of counting distributions, exact up to rounding. Logarithms are natural. */
public final class Tails {
  private static final double[] LANCZOS = {
    676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
    12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7
  };
  private static final double NEGLIGIBLE = 40;

  private Tails() {}

  /** Logarithm of the chance of at least {@code hits} of {@code trials} hits. */
  public static double logBinomialAtLeast(long hits, long trials, double chance) {
    checkChance(chance);
    if (hits <= 0) {
      return 0;
    }
    if (hits > trials || chance == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (chance == 1) {
      return 0;
    }
    double odds = Math.log(chance) - Math.log1p(-chance);
    double first = logBinomial(hits, trials, chance);
    double term = first;
    double sum = first;
    for (long k = hits; k < trials && (term > sum - NEGLIGIBLE || k < trials * chance); k++) {
      term += Math.log((double) (trials - k) / (k + 1)) + odds;
      sum = addLogs(sum, term);
    }
    return Math.min(0, sum);
  }

  /**
   * The largest chance under which {@code hits} or fewer of {@code trials} still happen once in
   * twenty: the upper end of the one-sided 95 % interval of Clopper and Pearson (1934). 1 without
   * trials.
   */
  public static double clopperPearsonUpper(long hits, long trials) {
    if (hits >= trials) {
      return 1;
    }
    double low = (double) hits / trials;
    double high = 1;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      double atMost = -Math.expm1(logBinomialAtLeast(hits + 1, trials, middle));
      if (atMost > 0.05) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** The lower end of the same interval. 0 without hits. */
  public static double clopperPearsonLower(long hits, long trials) {
    return hits == 0 ? 0 : 1 - clopperPearsonUpper(trials - hits, trials);
  }

  /**
   * Logarithm of the chance of at least {@code count} under a negative binomial distribution: a
   * Poisson count whose mean itself varies as a gamma distribution of that shape.
   */
  public static double logNegativeBinomialAtLeast(long count, double mean, double shape) {
    if (!(mean > 0 && shape > 0)) {
      throw new IllegalArgumentException(
          "mean " + mean + " and shape " + shape + " must be positive");
    }
    if (count <= 0) {
      return 0;
    }
    double logStay = Math.log(mean) - Math.log(shape + mean);
    double term =
        logGamma(count + shape)
            - logGamma(shape)
            - logGamma(count + 1.0)
            - shape * Math.log1p(mean / shape)
            + count * logStay;
    double sum = term;
    for (long k = count; term > sum - NEGLIGIBLE || k < mean; k++) {
      term += Math.log((k + shape) / (k + 1)) + logStay;
      sum = addLogs(sum, term);
    }
    return Math.min(0, sum);
  }

  /**
   * Logarithm of the chance of at most {@code count} under a Poisson distribution; 0 where that is
   * its mean or more.
   */
  public static double logPoissonAtMost(long count, double mean) {
    if (!(mean > 0)) {
      throw new IllegalArgumentException("mean " + mean + " must be positive");
    }
    if (count < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (count >= mean) {
      return 0; // Half or more: nothing that a test would ask.
    }
    double term = count * Math.log(mean) - mean - logGamma(count + 1.0);
    double sum = term;
    for (long k = count; k > 0 && term > sum - NEGLIGIBLE; k--) {
      term += Math.log((double) k) - Math.log(mean);
      sum = addLogs(sum, term);
    }
    return Math.min(0, sum);
  }

  /** The logarithm of the gamma function for positive numbers (Lanczos 1964, g = 7). */
  static double logGamma(double x) {
    double shifted = x - 1;
    double series = 0.9999999999998099;
    for (int i = 0; i < LANCZOS.length; i++) {
      series += LANCZOS[i] / (shifted + i + 1);
    }
    double t = shifted + 7.5;
    return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(series);
  }

  /** The logarithm of the beta function of positive numbers. */
  public static double logBeta(double a, double b) {
    return logGamma(a) + logGamma(b) - logGamma(a + b);
  }

  private static double logBinomial(long hits, long trials, double chance) {
    return logGamma(trials + 1.0)
        - logGamma(hits + 1.0)
        - logGamma(trials - hits + 1.0)
        + hits * Math.log(chance)
        + (trials - hits) * Math.log1p(-chance);
  }

  private static double addLogs(double a, double b) {
    double larger = Math.max(a, b);
    return larger + Math.log1p(Math.exp(Math.min(a, b) - larger));
  }

  private static void checkChance(double chance) {
    if (!(chance >= 0 && chance <= 1)) {
      throw new IllegalArgumentException("a chance is within 0 to 1: " + chance);
    }
  }
}
