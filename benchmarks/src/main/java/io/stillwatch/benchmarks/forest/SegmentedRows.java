package io.stillwatch.benchmarks.forest;

import java.util.Arrays;
import java.util.Random;

/**
 * Rows of people in four segments, each normal around its own means, with one row of fifty an
 * outlier: a tenth of its features lies four to eight deviations off. The same seed gives the same
 * rows. One thread.
 */
final class SegmentedRows {
  private static final double[] SHARES = {0.4, 0.3, 0.2, 0.1};
  private static final double OUTLIERS = 0.02;

  private final Random random;
  private final double[][] means;
  private final double[][] deviations;

  SegmentedRows(int features, long seed) {
    if (features < 1) {
      throw new IllegalArgumentException(features + " features; at least one is needed");
    }
    this.random = new Random(seed);
    this.means = new double[SHARES.length][features];
    this.deviations = new double[SHARES.length][features];
    for (int segment = 0; segment < SHARES.length; segment++) {
      Arrays.setAll(means[segment], i -> 1.5 * random.nextGaussian());
      Arrays.setAll(deviations[segment], i -> 0.5 + random.nextDouble());
    }
  }

  /**
   * Rows with what they are.
   *
   * @param outliers true where the row of that place is one
   */
  @SuppressWarnings("ArrayRecordComponent") // Never leaves the package.
  record Rows(float[][] values, boolean[] outliers) {}

  Rows next(int count) {
    Rows rows = new Rows(new float[count][], new boolean[count]);
    for (int i = 0; i < count; i++) {
      int segment = segment();
      rows.values[i] = ordinary(segment);
      rows.outliers[i] = random.nextDouble() < OUTLIERS;
      if (rows.outliers[i]) {
        shift(rows.values[i], segment);
      }
    }
    return rows;
  }

  private int segment() {
    double draw = random.nextDouble();
    int segment = 0;
    for (double sum = SHARES[0]; draw >= sum && segment < SHARES.length - 1; ) {
      sum += SHARES[++segment];
    }
    return segment;
  }

  private float[] ordinary(int segment) {
    float[] row = new float[means[segment].length];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) (means[segment][i] + deviations[segment][i] * random.nextGaussian());
    }
    return row;
  }

  private void shift(float[] row, int segment) {
    for (int i = 0; i < Math.max(1, row.length / 10); i++) {
      int feature = random.nextInt(row.length);
      double off = (4 + 4 * random.nextDouble()) * (random.nextBoolean() ? 1 : -1);
      row[feature] = (float) (means[segment][feature] + deviations[segment][feature] * off);
    }
  }
}
