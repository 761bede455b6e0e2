package io.stillwatch.detector.forest;

/** c(n) of Liu, Ting and Zhou (2008), equation 1. */
final class PathLength {
  private static final int TABLED = 4096;
  private static final double[] HARMONIC = harmonicNumbers();
  private static final double EULER = 0.5772156649015329;

  private PathLength() {}

  /**
   * The mean path length of an unsuccessful search in a binary search tree of that many rows: 0 for
   * one row, exactly 1 for two.
   */
  static double ofUnsuccessfulSearch(int rows) {
    return rows <= 1 ? 0 : 2 * harmonic(rows - 1) - 2.0 * (rows - 1) / rows;
  }

  private static double harmonic(int n) {
    // Beyond the table the first dropped term of the series is below 1e-16.
    return n < TABLED
        ? HARMONIC[n]
        : StrictMath.log(n) + EULER + 1 / (2.0 * n) - 1 / (12.0 * n * n);
  }

  private static double[] harmonicNumbers() {
    double[] numbers = new double[TABLED];
    for (int n = 1; n < TABLED; n++) {
      numbers[n] = numbers[n - 1] + 1.0 / n;
    }
    return numbers;
  }
}
