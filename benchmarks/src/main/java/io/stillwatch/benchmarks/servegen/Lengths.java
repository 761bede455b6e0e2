package io.stillwatch.benchmarks.servegen;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Token counts of one window, from its quantiles; in between they are interpolated. */
final class Lengths {
  private static final double[] LEVELS = {0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1};
  private static final int FIRST = 4;

  private final double[] quantiles;

  private Lengths(double[] quantiles) {
    this.quantiles = quantiles;
  }

  /**
   * @param row client, window, field, mean, nine quantiles, maximum, distinct values
   */
  static Lengths of(List<String> row) {
    double[] values = new double[LEVELS.length];
    for (int i = 1; i < LEVELS.length; i++) {
      values[i] = Double.parseDouble(row.get(FIRST + i - 1));
    }
    values[0] = values[1];
    return new Lengths(values);
  }

  int draw(Random random) {
    double level = random.nextDouble();
    int upper = Arrays.binarySearch(LEVELS, level);
    upper = Math.max(1, upper < 0 ? -upper - 1 : upper);
    double within = (level - LEVELS[upper - 1]) / (LEVELS[upper] - LEVELS[upper - 1]);
    double value = quantiles[upper - 1] + within * (quantiles[upper] - quantiles[upper - 1]);
    return (int) Math.max(1, Math.round(value));
  }
}
