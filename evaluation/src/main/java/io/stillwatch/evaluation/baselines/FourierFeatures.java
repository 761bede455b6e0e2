package io.stillwatch.evaluation.baselines;

import io.stillwatch.detector.chance.Dice;

/**
 * Random features whose inner product is near the Gaussian kernel exp(-|x - y|² / 2 width²) (Rahimi
 * and Recht, "Random Features for Large-Scale Kernel Machines", NIPS 2007): a cosine and a sine for
 * each of 256 frequencies, so that the error is about 0.04 and every vector has length 1.
 * Immutable; a vector costs 256 × columns.
 */
final class FourierFeatures {
  private static final int FREQUENCIES = 256;

  private final double[][] frequencies;

  /**
   * @param width above 0
   */
  FourierFeatures(int columns, double width, long seed) {
    if (!(width > 0)) {
      throw new IllegalArgumentException("the width of a kernel is not above 0: " + width);
    }
    Dice dice = new Dice(seed);
    this.frequencies = new double[FREQUENCIES][columns];
    for (double[] frequency : frequencies) {
      for (int i = 0; i < columns; i++) {
        frequency[i] = normal(dice) / width;
      }
    }
  }

  static int size() {
    return 2 * FREQUENCIES;
  }

  double[] of(float[] row) {
    double[] features = new double[size()];
    double unit = 1 / Math.sqrt(FREQUENCIES);
    for (int i = 0; i < FREQUENCIES; i++) {
      double angle = 0;
      for (int column = 0; column < row.length; column++) {
        angle += frequencies[i][column] * row[column];
      }
      features[2 * i] = unit * StrictMath.cos(angle); // The same bits on every Java.
      features[2 * i + 1] = unit * StrictMath.sin(angle);
    }
    return features;
  }

  /** Box and Muller 1958. */
  private static double normal(Dice dice) {
    double radius = Math.sqrt(-2 * StrictMath.log(1 - dice.unit()));
    return radius * StrictMath.cos(2 * Math.PI * dice.unit());
  }
}
