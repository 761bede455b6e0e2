package io.stillwatch.detector.crowding;

/** Compares the rates of two Poisson counts. */
final class PoissonRates {
  private PoissonRates() {}

  /**
   * The signed root of the likelihood ratio (Li and Ma 1983, equation 17): about standard normal
   * when both rates are the same, also for small counts; positive when the first one is higher; 0
   * where nothing was counted.
   *
   * @param exposure what the first count is out of, in the unit of {@code otherExposure}
   */
  static double signedRoot(double count, double exposure, double other, double otherExposure) {
    double both = count + other;
    if (!(both > 0) || !(exposure > 0) || !(otherExposure > 0)) {
      return 0;
    }
    double expected = both * exposure / (exposure + otherExposure);
    double ratio = xLogRatio(count, expected) + xLogRatio(other, both - expected);
    double root = Math.sqrt(Math.max(0, 2 * ratio));
    return count >= expected ? root : -root;
  }

  private static double xLogRatio(double count, double expected) {
    return count == 0 ? 0 : count * Math.log(count / expected);
  }
}
