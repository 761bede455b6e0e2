package io.stillwatch.detector.forest;

import io.stillwatch.detector.chance.Dice;
import io.stillwatch.detector.chance.Quantiles;
import java.util.Arrays;
import java.util.List;

/**
 * Where a value lies among the training rows' values of its feature: 501 quantiles each, of at most
 * 5,000 rows. Immutable.
 */
final class Marginals {
  static final int MOST_QUANTILES = 501;

  /** Of a forest that was saved without. */
  static final Marginals NONE = new Marginals(List.of());

  private static final int MOST_ROWS = 5_000;

  private final List<float[]> quantiles;

  /** Throws IllegalArgumentException for quantiles that no rows have. */
  Marginals(List<float[]> quantiles) {
    this.quantiles = List.copyOf(quantiles);
    quantiles.forEach(Marginals::check);
  }

  /** Of a draw of the rows; NaN is left out. */
  static Marginals of(float[][] rows, long seed) {
    int[] drawn = new int[rows.length];
    Arrays.setAll(drawn, i -> i);
    int count = Math.min(rows.length, MOST_ROWS);
    new Dice(seed).draw(drawn, count);
    float[][] quantiles = new float[rows[0].length][];
    float[] values = new float[count];
    for (int column = 0; column < quantiles.length; column++) {
      int size = 0;
      for (int i = 0; i < count; i++) {
        float value = rows[drawn[i]][column];
        if (!Float.isNaN(value)) {
          values[size++] = value;
        }
      }
      quantiles[column] = Quantiles.ascending(values, size, MOST_QUANTILES);
    }
    return new Marginals(Arrays.asList(quantiles));
  }

  /** The same features at other places; a place that none comes to has no values. */
  Marginals at(int[] places, int columns) {
    float[][] moved = new float[columns][0];
    for (int i = 0; i < quantiles.size(); i++) {
      moved[places[i]] = quantiles.get(i);
    }
    return new Marginals(Arrays.asList(moved));
  }

  /** Per feature, ascending; none if no row has the feature. */
  List<float[]> quantiles() {
    return quantiles;
  }

  /**
   * The share of training rows with a smaller value, and half of those with the same one, 0 to 1.
   * NaN for a missing value and for a feature that no row had.
   */
  double percentile(int column, float value) {
    float[] ascending = column < quantiles.size() ? quantiles.get(column) : new float[0];
    if (Float.isNaN(value) || ascending.length == 0) {
      return Double.NaN;
    }
    int below = Quantiles.countBelow(ascending, value);
    int upTo = Quantiles.countBelow(ascending, Math.nextUp(value));
    return (below + upTo) / 2.0 / ascending.length;
  }

  private static void check(float[] ascending) {
    if (ascending.length > MOST_QUANTILES) {
      throw new IllegalArgumentException("a feature with " + ascending.length + " quantiles");
    }
    for (int i = 0; i < ascending.length; i++) {
      if (!Float.isFinite(ascending[i]) || (i > 0 && ascending[i] < ascending[i - 1])) {
        throw new IllegalArgumentException("quantiles that do not ascend at " + ascending[i]);
      }
    }
  }
}
