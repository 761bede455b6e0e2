package io.stillwatch.benchmarks.calibration;

/**
 * Token counts of one client's calls.
 *
 * @param mean tokens
 * @param spread as the sigma of a log-normal distribution: ln(p95 / p5) / 3.29
 * @param tail ln(p99 / p50)
 */
record Lengths(double mean, double spread, double tail) {
  private static final double SIGMAS = 3.29;

  /** Percentiles below one token count as one. */
  static Lengths of(double mean, double p05, double p50, double p95, double p99) {
    return new Lengths(mean, ratio(p95, p05) / SIGMAS, ratio(p99, p50));
  }

  static Lengths of(Sample tokens) {
    return of(
        tokens.mean(),
        tokens.quantile(0.05),
        tokens.median(),
        tokens.quantile(0.95),
        tokens.quantile(0.99));
  }

  private static double ratio(double above, double below) {
    return Math.log(Math.max(1, above)) - Math.log(Math.max(1, below));
  }
}
