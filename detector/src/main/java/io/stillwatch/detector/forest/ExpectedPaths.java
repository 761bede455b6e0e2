package io.stillwatch.detector.forest;

/**
 * The expected path length of the training rows that reached a node, in units of 2^-24: at a leaf
 * its depth and c(its rows), above it the mean. Integers, so that sums are exact in any order and
 * scores are the same for every layout, batch and thread. Immutable.
 */
final class ExpectedPaths {
  private static final double UNITS = 1 << 24;

  private final int[] paths;
  private final double perBit;

  ExpectedPaths(TreeShapes shapes, int sampleSize) {
    this.paths = new int[shapes.nodes() + 1];
    double[] exact = new double[shapes.nodes()];
    for (int node = exact.length - 1; node >= 0; node--) {
      exact[node] = expected(shapes, exact, node);
      paths[node] = (int) Math.rint(exact[node] * UNITS);
    }
    this.perBit = UNITS * shapes.roots().length * PathLength.ofUnsuccessfulSearch(sampleSize);
  }

  /** Of one node; the place behind the last node has none. */
  int at(int node) {
    return paths[node];
  }

  /** Of all these leaves. */
  long sum(int[] leaves, int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += paths[leaves[i]];
    }
    return sum;
  }

  /** A length as bits: what it takes off the logarithm to base 2 of the score. */
  double bits(long units) {
    return units / perBit;
  }

  private static double expected(TreeShapes shapes, double[] exact, int node) {
    int mass = shapes.mass(node);
    if (shapes.isLeaf(node)) {
      return shapes.depth(node) + PathLength.ofUnsuccessfulSearch(mass);
    }
    int left = shapes.left(node);
    return (shapes.mass(left) * exact[left] + shapes.mass(left + 1) * exact[left + 1]) / mass;
  }
}
