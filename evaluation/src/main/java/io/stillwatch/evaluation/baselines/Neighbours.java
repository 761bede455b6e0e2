package io.stillwatch.evaluation.baselines;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Exact nearest neighbours by Euclidean distance. Rows are sorted by their distance from the
 * origin; a search walks from the query's own distance outwards, and ends where the difference
 * alone exceeds the worst neighbour so far (triangle inequality). A distance is given up as soon as
 * its part exceeds that. At worst it costs rows × features a query; crowded queries cost least.
 * Immutable; safe for any number of threads.
 */
final class Neighbours {
  private static final int STRIDE = 8;

  private final float[][] rows;
  private final String[] names;
  private final double[] norms;

  /**
   * @param names of the rows: one with the query's name is no neighbour of it
   */
  Neighbours(float[][] rows, String[] names) {
    double[] unsorted = Arrays.stream(rows).mapToDouble(Neighbours::norm).toArray();
    int[] order =
        IntStream.range(0, rows.length)
            .boxed()
            .sorted(Comparator.comparingDouble(row -> unsorted[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.rows = Arrays.stream(order).mapToObj(row -> rows[row]).toArray(float[][]::new);
    this.names = Arrays.stream(order).mapToObj(row -> names[row]).toArray(String[]::new);
    this.norms = Arrays.stream(order).mapToDouble(row -> unsorted[row]).toArray();
  }

  /**
   * The distance of the k-th nearest row, or of the farthest if there are fewer; NaN if there is
   * none.
   */
  double distance(float[] query, String name, int k) {
    double norm = norm(query);
    Nearest nearest = new Nearest(k);
    int above = Arrays.binarySearch(norms, norm);
    above = above < 0 ? -above - 1 : above;
    int below = above - 1;
    while (true) {
      double up = above < norms.length ? norms[above] - norm : Double.POSITIVE_INFINITY;
      double down = below >= 0 ? norm - norms[below] : Double.POSITIVE_INFINITY;
      double gap = Math.min(up, down);
      if (gap == Double.POSITIVE_INFINITY || gap * gap > nearest.worst()) {
        return Math.sqrt(nearest.farthest());
      }
      int row = up <= down ? above++ : below--;
      if (!names[row].equals(name)) {
        nearest.add(squared(query, rows[row], nearest.worst()));
      }
    }
  }

  /** The squared distance, or something above {@code most} if that is larger. */
  private static double squared(float[] one, float[] other, double most) {
    double sum = 0;
    for (int from = 0; from < one.length && sum <= most; from += STRIDE) {
      int end = Math.min(one.length, from + STRIDE);
      for (int i = from; i < end; i++) {
        float difference = one[i] - other[i];
        sum += difference * difference;
      }
    }
    return sum;
  }

  private static double norm(float[] row) {
    double sum = 0;
    for (float value : row) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  /** The smallest squared distances so far, ascending. */
  private static final class Nearest {
    private final double[] squares;
    private int size;

    private Nearest(int k) {
      this.squares = new double[k];
    }

    /** What is larger is of no use. */
    private double worst() {
      return size < squares.length ? Double.POSITIVE_INFINITY : squares[size - 1];
    }

    private double farthest() {
      return size == 0 ? Double.NaN : squares[size - 1];
    }

    private void add(double square) {
      if (square >= worst()) {
        return;
      }
      int place = size < squares.length ? size++ : size - 1;
      while (place > 0 && squares[place - 1] > square) {
        squares[place] = squares[place - 1];
        place--;
      }
      squares[place] = square;
    }
  }
}
