package io.stillwatch.detector.personas;

import io.stillwatch.detector.chance.Quantiles;
import java.util.Arrays;

/**
 * Puts the features of rows on one scale: (value - median) / interquartile range, cut at 4 on
 * either side, so that no single strange row is a persona of its own. A missing value is the
 * median.
 *
 * @param centres medians, one a feature; 0 for one that no row has
 * @param scales above 0
 */
@SuppressWarnings("ArrayRecordComponent") // Never leaves the package.
record Standardisation(double[] centres, double[] scales) {
  static final double LIMIT = 4;

  Standardisation {
    if (centres.length != scales.length) {
      throw new IllegalArgumentException(
          centres.length + " medians for " + scales.length + " scales");
    }
    for (int i = 0; i < centres.length; i++) {
      if (!Double.isFinite(centres[i]) || !(scales[i] > 0) || Double.isInfinite(scales[i])) {
        throw new IllegalArgumentException(
            "feature " + i + " around " + centres[i] + " on a scale of " + scales[i]);
      }
    }
  }

  static Standardisation of(float[][] rows) {
    int features = rows[0].length;
    double[] centres = new double[features];
    double[] scales = new double[features];
    for (int i = 0; i < features; i++) {
      double[] present = Quantiles.ascending(column(rows, i));
      centres[i] = present.length == 0 ? 0 : Quantiles.of(present, 0.5);
      scales[i] = present.length == 0 ? 1 : spread(present);
    }
    return new Standardisation(centres, scales);
  }

  static double[] column(float[][] rows, int feature) {
    return Arrays.stream(rows).mapToDouble(row -> row[feature]).toArray();
  }

  int features() {
    return centres.length;
  }

  double[] of(float[] row) {
    if (row.length != features()) {
      throw new IllegalArgumentException("a row has " + features() + " values, not " + row.length);
    }
    double[] standard = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      standard[i] = Float.isNaN(row[i]) ? 0 : of(row[i], i);
    }
    return standard;
  }

  /** What another standardisation calls that, in this one's terms. */
  double[] of(double[] standard, Standardisation other) {
    double[] translated = new double[standard.length];
    for (int i = 0; i < standard.length; i++) {
      translated[i] = of(standard[i] * other.scales[i] + other.centres[i], i);
    }
    return translated;
  }

  private double of(double value, int feature) {
    double standard = (value - centres[feature]) / scales[feature];
    // Adding 0 makes a negative zero a plain one: equal rows are the same bits.
    return Math.max(-LIMIT, Math.min(LIMIT, standard)) + 0.0;
  }

  /** Where at least half of the rows have one value, the middle 90 % must do. */
  private static double spread(double[] ascending) {
    double quartiles = Quantiles.of(ascending, 0.75) - Quantiles.of(ascending, 0.25);
    double most = Quantiles.of(ascending, 0.95) - Quantiles.of(ascending, 0.05);
    double spread = quartiles > 0 ? quartiles : most;
    return spread > 0 ? spread : 1;
  }
}
