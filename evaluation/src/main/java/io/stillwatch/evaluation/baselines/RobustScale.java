package io.stillwatch.evaluation.baselines;

import io.stillwatch.detector.chance.Quantiles;
import io.stillwatch.features.FeatureVector;
import java.util.List;

/**
 * Puts some features of vectors on one scale: (value - median) / interquartile range of trusted
 * accounts, cut at 4 on either side. Where the middle half has one value the middle 90 % do, and
 * where those have, the feature's own unit. A missing value is the median: it sets nobody apart, so
 * accounts of which little is known are alike. Immutable.
 */
final class RobustScale {
  private static final double LIMIT = 4;

  private final int[] features;
  private final double[] centres;
  private final double[] spreads;

  /**
   * @param features places in the catalogue
   * @param trusted may be empty: then nothing is moved
   */
  RobustScale(int[] features, List<FeatureVector> trusted) {
    this.features = features.clone();
    this.centres = new double[features.length];
    this.spreads = new double[features.length];
    for (int i = 0; i < features.length; i++) {
      int place = features[i];
      double[] present =
          Quantiles.ascending(trusted.stream().mapToDouble(v -> v.values()[place]).toArray());
      centres[i] = present.length == 0 ? 0 : Quantiles.of(present, 0.5);
      spreads[i] = present.length == 0 ? 1 : spread(present);
    }
  }

  /** Within -4 to 4, in the order of the features. */
  float[] of(FeatureVector vector) {
    float[] row = new float[features.length];
    for (int i = 0; i < row.length; i++) {
      double value = vector.values()[features[i]];
      double scaled = Double.isNaN(value) ? 0 : (value - centres[i]) / spreads[i];
      row[i] = (float) Math.max(-LIMIT, Math.min(LIMIT, scaled));
    }
    return row;
  }

  float[][] of(List<FeatureVector> vectors) {
    return vectors.stream().map(this::of).toArray(float[][]::new);
  }

  private static double spread(double[] ascending) {
    double quartiles = Quantiles.of(ascending, 0.75) - Quantiles.of(ascending, 0.25);
    double most = Quantiles.of(ascending, 0.95) - Quantiles.of(ascending, 0.05);
    double spread = quartiles > 0 ? quartiles : most;
    return spread > 0 ? spread : 1;
  }
}
