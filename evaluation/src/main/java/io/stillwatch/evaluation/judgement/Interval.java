package io.stillwatch.evaluation.judgement;

/**
 * A figure with its 95 % interval. NaN: undefined.
 *
 * @param high may be infinite
 */
public record Interval(double value, double low, double high) {
  static final Interval UNDEFINED = new Interval(Double.NaN, Double.NaN, Double.NaN);
}
