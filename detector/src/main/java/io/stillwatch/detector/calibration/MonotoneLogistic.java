package io.stillwatch.detector.calibration;

import java.util.Arrays;

/**
 * A logistic regression whose weights are never negative: more of a feature never makes its case
 * less likely, so that each answer can be explained. Features are within 0 to 1. Immutable.
 *
 * @param intercept the log odds with all features 0
 * @param weights log odds that each feature adds, 0 or more
 */
@SuppressWarnings("ArrayRecordComponent") // Copied in and never handed out changed.
public record MonotoneLogistic(double intercept, double[] weights) {
  private static final int STEPS = 20_000;

  /** Throws IllegalArgumentException for a negative weight or one that is no number. */
  public MonotoneLogistic {
    weights = weights.clone();
    for (double weight : weights) {
      if (!(weight >= 0) || Double.isInfinite(weight)) {
        throw new IllegalArgumentException("a weight of " + weight);
      }
    }
    if (!Double.isFinite(intercept)) {
      throw new IllegalArgumentException("an intercept of " + intercept);
    }
  }

  /** The chance that a row is a case, 0 to 1. */
  public double chance(double[] row) {
    double odds = intercept;
    for (int i = 0; i < weights.length; i++) {
      odds += weights[i] * row[i];
    }
    return 1 / (1 + Math.exp(-odds));
  }

  /**
   * The weights of the least weighted log loss with a ridge, by projected gradient descent. Costs
   * 20,000 passes over the rows.
   *
   * @param rows within 0 to 1
   * @param cases whether each row is one
   * @param importance of each row, 0 or more
   * @param ridge half of it times the sum of squared weights is added to the mean loss
   */
  public static MonotoneLogistic fit(
      double[][] rows, boolean[] cases, double[] importance, double ridge) {
    int features = rows[0].length;
    double all = Arrays.stream(importance).sum();
    double rate = 1 / ((features + 1) / 4.0 + ridge);
    double[] weights = new double[features];
    double intercept = 0;
    for (int step = 0; step < STEPS; step++) {
      MonotoneLogistic now = new MonotoneLogistic(intercept, weights);
      double[] slope = new double[features];
      double slopeOfIntercept = 0;
      for (int i = 0; i < rows.length; i++) {
        double error = importance[i] / all * (now.chance(rows[i]) - (cases[i] ? 1 : 0));
        slopeOfIntercept += error;
        for (int j = 0; j < features; j++) {
          slope[j] += error * rows[i][j];
        }
      }
      intercept -= rate * slopeOfIntercept;
      for (int j = 0; j < features; j++) {
        weights[j] = Math.max(0, weights[j] - rate * (slope[j] + ridge * weights[j]));
      }
    }
    return new MonotoneLogistic(intercept, weights);
  }
}
