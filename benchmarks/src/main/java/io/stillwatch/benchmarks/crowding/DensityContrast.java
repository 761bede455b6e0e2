package io.stillwatch.benchmarks.crowding;

import io.stillwatch.detector.chance.Dice;
import io.stillwatch.detector.chance.Quantiles;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How much denser an account's neighbourhood has become: the distance to its tenth neighbour on the
 * baseline over that tonight, among equal draws of both nights, in values scaled by the baseline's
 * median and interquartile range. Brute force: features × drawn × asked.
 */
final class DensityContrast {
  private static final int NEIGHBOURS = 10;

  private final double[] medians;
  private final double[] ranges;
  private final float[] before;
  private final float[] now;
  private final int columns;

  DensityContrast(float[][] baseline, float[][] tonight, int drawn, long seed) {
    this.columns = baseline[0].length;
    this.medians = new double[columns];
    this.ranges = new double[columns];
    for (int column = 0; column < columns; column++) {
      int place = column;
      double[] ascending =
          Quantiles.ascending(Arrays.stream(baseline).mapToDouble(row -> row[place]).toArray());
      medians[column] = Quantiles.of(ascending, 0.5);
      double range = Quantiles.of(ascending, 0.75) - Quantiles.of(ascending, 0.25);
      ranges[column] = range > 0 ? range : 1;
    }
    int count = Math.min(drawn, Math.min(baseline.length, tonight.length));
    this.before = draw(baseline, count, new Dice(seed));
    this.now = draw(tonight, count, new Dice(seed + 1));
  }

  double score(float[] row) {
    float[] scaled = new float[columns];
    scale(row, scaled, 0);
    // Tonight's draw may hold the account itself, at distance 0.
    return tenth(scaled, before, false) / Math.max(1e-6, tenth(scaled, now, true));
  }

  private double tenth(float[] row, float[] rows, boolean withoutItself) {
    float[] nearest = new float[NEIGHBOURS];
    Arrays.fill(nearest, Float.MAX_VALUE);
    for (int start = 0; start < rows.length; start += columns) {
      float square = 0;
      for (int column = 0; column < columns; column++) {
        float off = row[column] - rows[start + column];
        square += off * off;
      }
      if (square < nearest[NEIGHBOURS - 1] && !(withoutItself && square == 0)) {
        insert(nearest, square);
      }
    }
    return Math.sqrt(nearest[NEIGHBOURS - 1]);
  }

  private static void insert(float[] nearest, float square) {
    int place = NEIGHBOURS - 1;
    while (place > 0 && nearest[place - 1] > square) {
      nearest[place] = nearest[place - 1];
      place--;
    }
    nearest[place] = square;
  }

  private float[] draw(float[][] rows, int count, Dice dice) {
    int[] places = IntStream.range(0, rows.length).toArray();
    dice.draw(places, count);
    float[] drawn = new float[count * columns];
    for (int i = 0; i < count; i++) {
      scale(rows[places[i]], drawn, i * columns);
    }
    return drawn;
  }

  private void scale(float[] row, float[] into, int start) {
    for (int column = 0; column < columns; column++) {
      into[start + column] = (float) ((row[column] - medians[column]) / ranges[column]);
    }
  }
}
