package io.stillwatch.detector.peers;

import io.stillwatch.detector.chance.Quantiles;
import java.util.Arrays;

/**
 * One feature among peers.
 *
 * @param median NaN: no peer has the feature
 * @param spread 1.4826 times the median distance from the median, which is the standard deviation
 *     of normal values
 */
record PeerScale(double median, double spread) {
  static final PeerScale UNKNOWN = new PeerScale(Double.NaN, Double.NaN);

  private static final double NORMAL = 1.4826;
  private static final double MOST = 20;

  PeerScale {
    boolean isKnown = Double.isFinite(median) && Double.isFinite(spread) && spread > 0;
    if (!isKnown && !(Double.isNaN(median) && Double.isNaN(spread))) {
      throw new IllegalArgumentException("no scale of peers: " + median + ", " + spread);
    }
  }

  /**
   * NaN is left out.
   *
   * @param least below this no spread goes, so that peers who are all the same make nobody odd
   */
  static PeerScale of(double[] values, double least) {
    double[] ascending = Quantiles.ascending(values);
    if (ascending.length == 0) {
      return UNKNOWN;
    }
    double median = Quantiles.of(ascending, 0.5);
    double[] distances =
        Quantiles.ascending(Arrays.stream(ascending).map(x -> Math.abs(x - median)).toArray());
    return new PeerScale(median, Math.max(least, NORMAL * Quantiles.of(distances, 0.5)));
  }

  boolean isKnown() {
    return !Double.isNaN(median);
  }

  /** A robust z-score within -20 to 20; NaN for NaN. */
  double of(double value) {
    return Math.max(-MOST, Math.min(MOST, (value - median) / spread));
  }
}
