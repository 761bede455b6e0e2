package io.stillwatch.features;

import java.util.Arrays;

/** The values of a vector while they are found. What is not set is missing. */
final class Values {
  private final double[] values = new double[FeatureCatalogue.size()];

  Values() {
    Arrays.fill(values, Double.NaN);
  }

  void set(String feature, double value) {
    values[FeatureCatalogue.indexOf(feature)] = value;
  }

  double[] inOrder() {
    return values;
  }
}
