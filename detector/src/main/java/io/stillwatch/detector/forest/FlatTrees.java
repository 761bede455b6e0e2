package io.stillwatch.detector.forest;

import java.util.Arrays;

/**
 * The walk of a row from the roots of all trees to their leaves: nearly all that scoring costs.
 *
 * <p>The idea: a step is arithmetic and never a branch, and eight trees take it together. A node is
 * one long: the {@linkplain FloatKeys key} of its threshold above, the place of its right child and
 * the place in the row that it looks at below. The row holds keys in the same upper half and ones
 * in the lower, so {@code row[place] - node} is negative just when the value is below the
 * threshold, and its sign, -1 or 0, leads from the right child to the left one before it. No
 * processor has to guess a turn that is taken every other time, and while one tree's node is on its
 * way from memory the seven others go on. A leaf is a node whose threshold is below all values and
 * whose right child is itself, so trees of unlike depths end together.
 *
 * <p>A missing value goes where more training rows went, without a branch too: each value stands in
 * the row twice, a missing one above all thresholds at the first place and below all at the second,
 * and a node looks at the place that leads where it should.
 *
 * <p>Figures: docs/forest.md; what else was tried: detector/RATIONALE.md. Immutable.
 */
final class FlatTrees {
  /** Trees that are walked together; fewer wait for memory, more do not fit the registers. */
  private static final int LANES = 8;

  private static final long LOWER_HALF = 0xffff_ffffL;
  private static final long ABOVE_ALL = (long) FloatKeys.ABOVE_ALL << 32 | LOWER_HALF;
  private static final long BELOW_ALL = (long) FloatKeys.BELOW_ALL << 32 | LOWER_HALF;

  private final int columns;
  private final int placeBits;
  private final long[] nodes;
  private final int[] roots;
  private final int[] steps;

  /** Throws IllegalArgumentException if places of nodes and features do not fit 32 bits. */
  FlatTrees(TreeShapes shapes, float[] thresholds, int columns) {
    this.columns = columns;
    this.placeBits = bits(2 * columns - 1);
    int end = thresholds.length;
    if (placeBits + bits(end + 1) > Integer.SIZE) {
      throw new IllegalArgumentException(
          "a forest of " + end + " nodes over " + columns + " features is too large");
    }
    this.nodes = new long[end + 1];
    for (int node = 0; node < end; node++) {
      nodes[node] = shapes.isLeaf(node) ? leaf(node) : inner(shapes, node, thresholds[node]);
    }
    nodes[end] = leaf(end);
    int[] depths = shapes.depths();
    this.roots = Arrays.copyOf(shapes.roots(), (depths.length + LANES - 1) / LANES * LANES);
    Arrays.fill(roots, depths.length, roots.length, end);
    this.steps = new int[roots.length / LANES];
    for (int tree = 0; tree < depths.length; tree++) {
      steps[tree / LANES] = Math.max(steps[tree / LANES], depths[tree]);
    }
  }

  /** Trees to walk: those there are, filled up to a multiple of eight by trees of one leaf. */
  int lanes() {
    return roots.length;
  }

  /** The logarithm to base 2 of the length of an encoded row. */
  int rowBits() {
    return placeBits;
  }

  /** Writes a row's keys, each value twice. */
  void encode(float[] values, long[] row) {
    for (int column = 0; column < columns; column++) {
      encode(values[column], column, row);
    }
  }

  /** The same for double precision, which is rounded to single. */
  void encode(double[] values, long[] row) {
    for (int column = 0; column < columns; column++) {
      encode((float) values[column], column, row);
    }
  }

  /**
   * Writes the leaf of each tree that a row ends in.
   *
   * @param row encoded, just as long as {@link #rowBits} says
   * @param leaves at least {@link #lanes} long
   */
  void walk(long[] row, int[] leaves) {
    final long[] nodes = this.nodes;
    final int bits = placeBits;
    final int last = row.length - 1;
    if (last < 0) {
      return; // So the compiler sees that no masked place is out of the row's bounds.
    }
    for (int lane = 0; lane < roots.length; lane += LANES) {
      int a = roots[lane];
      int b = roots[lane + 1];
      int c = roots[lane + 2];
      int d = roots[lane + 3];
      int e = roots[lane + 4];
      int f = roots[lane + 5];
      int g = roots[lane + 6];
      int h = roots[lane + 7];
      for (int step = steps[lane / LANES]; step > 0; step--) {
        a = child(nodes[a], row, last, bits);
        b = child(nodes[b], row, last, bits);
        c = child(nodes[c], row, last, bits);
        d = child(nodes[d], row, last, bits);
        e = child(nodes[e], row, last, bits);
        f = child(nodes[f], row, last, bits);
        g = child(nodes[g], row, last, bits);
        h = child(nodes[h], row, last, bits);
      }
      leaves[lane] = a;
      leaves[lane + 1] = b;
      leaves[lane + 2] = c;
      leaves[lane + 3] = d;
      leaves[lane + 4] = e;
      leaves[lane + 5] = f;
      leaves[lane + 6] = g;
      leaves[lane + 7] = h;
    }
  }

  private static int child(long node, long[] row, int last, int placeBits) {
    return ((int) node >>> placeBits) + (int) ((row[(int) node & last] - node) >> 63);
  }

  private void encode(float value, int column, long[] row) {
    long key = (long) FloatKeys.of(value) << 32 | LOWER_HALF;
    boolean missing = Float.isNaN(value);
    row[column] = missing ? ABOVE_ALL : key;
    row[columns + column] = missing ? BELOW_ALL : key;
  }

  private long inner(TreeShapes shapes, int node, float threshold) {
    int place = shapes.feature(node) + (shapes.missingGoesLeft(node) ? columns : 0);
    return node(FloatKeys.of(threshold), shapes.left(node) + 1, place);
  }

  private long leaf(int itself) {
    return node(FloatKeys.BELOW_ALL, itself, 0);
  }

  private long node(int key, int right, int place) {
    return (long) key << 32 | (right << placeBits | place) & LOWER_HALF;
  }

  private static int bits(int number) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(number);
  }
}
