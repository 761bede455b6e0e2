package io.stillwatch.detector.forest;

/**
 * What one feature did to a row's score.
 *
 * @param feature its column
 * @param bits what it adds to the logarithm to base 2 of the score; negative: it makes the row look
 *     ordinary
 * @param value the row's, NaN if missing
 * @param percentile the share of training rows with a smaller value, 0 to 1, equal ones half; NaN
 *     if the value is missing or no training row had one
 */
public record Contribution(int feature, double bits, double value, double percentile) {
  /** On which side of the training rows' middle the value lies. */
  public Side side() {
    return Double.isNaN(percentile) ? Side.UNKNOWN : percentile < 0.5 ? Side.LOW : Side.HIGH;
  }

  /** A side of the median. */
  public enum Side {
    LOW,
    HIGH,
    UNKNOWN
  }
}
