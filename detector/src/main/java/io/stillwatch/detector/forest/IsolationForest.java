package io.stillwatch.detector.forest;

/**
 * An isolation forest over rows of values (Liu, Ting and Zhou, "Isolation Forest", ICDM 2008).
 * Scores lie within 0 to 1; rows that are isolated sooner than the average score above 0.5. A walk
 * visits at most log2 of the sample size nodes per tree and allocates nothing. Immutable; safe for
 * any number of threads.
 */
public final class IsolationForest {
  private final ForestArrays arrays;
  private final int columns;
  private final int[] roots;
  private final int[] lefts;
  private final boolean[] missingGoesLeft;
  private final double[] expectedPaths;
  private final double averagePath;

  IsolationForest(ForestArrays arrays, int columns) {
    this.arrays = arrays;
    this.columns = columns;
    for (int feature : arrays.features()) {
      if (feature >= columns) {
        throw new IllegalArgumentException("a tree looks at feature " + feature + " of " + columns);
      }
    }
    this.roots = roots(arrays.treeSizes());
    this.lefts = new int[arrays.features().length];
    this.missingGoesLeft = new boolean[lefts.length];
    findChildren();
    this.expectedPaths = expectedPaths(arrays, roots);
    this.averagePath = PathLength.ofUnsuccessfulSearch(arrays.sampleSize());
  }

  /**
   * Grows a forest. The same rows and seed give the same forest on every Java.
   *
   * @param rows at least two, equally long; NaN is missing
   * @param sampleSize rows drawn without replacement for each tree; the number of rows at most
   */
  public static IsolationForest fit(float[][] rows, int trees, int sampleSize, long seed) {
    int columns = columnsOf(rows);
    requireBetween(1, trees, ForestArrays.MAX_TREES, "trees");
    requireBetween(2, sampleSize, ForestArrays.MAX_SAMPLE_SIZE, "rows a sample");
    return new IsolationForest(
        new TreeGrower(rows, columns, sampleSize, seed).grow(trees), columns);
  }

  /** 256 trees of 256 rows. */
  public static IsolationForest fit(float[][] rows, long seed) {
    return fit(rows, 256, 256, seed);
  }

  /**
   * The anomaly score s(x) of the paper's equation 2: 2 to the power of -E[h(x)] / c(sample size).
   */
  public double score(double[] values) {
    checkLength(values.length);
    double sum = 0;
    for (int root : roots) {
      sum += expectedPaths[leaf(root, values)];
    }
    return score(sum);
  }

  /** The same for single precision. */
  public double score(float[] values) {
    checkLength(values.length);
    double sum = 0;
    for (int root : roots) {
      int node = root;
      while (arrays.features()[node] >= 0) {
        node = next(node, values[arrays.features()[node]]);
      }
      sum += expectedPaths[node];
    }
    return score(sum);
  }

  /**
   * What each feature adds to the logarithm of the score, in bits: the expected path before its
   * splits less the one after (path delta, Saabas 2014). The sum is log2 of the score less {@link
   * #expectedBits}. Negative: the feature makes the row look ordinary.
   */
  public double[] attribution(double[] values) {
    checkLength(values.length);
    double[] bits = new double[columns];
    for (int root : roots) {
      int node = root;
      while (arrays.features()[node] >= 0) {
        int feature = arrays.features()[node];
        int child = next(node, (float) values[feature]);
        bits[feature] += expectedPaths[node] - expectedPaths[child];
        node = child;
      }
    }
    scaleToBits(bits);
    return bits;
  }

  /**
   * The logarithm to base 2 of the score of a row of which nothing is known but that it is
   * ordinary.
   */
  public double expectedBits() {
    double sum = 0;
    for (int root : roots) {
      sum += expectedPaths[root];
    }
    return -sum / roots.length / averagePath;
  }

  /** How much each feature moves the training rows' scores on average, in bits; never negative. */
  public double[] importances() {
    double[] bits = new double[columns];
    for (int tree = 0; tree < roots.length; tree++) {
      addImportances(roots[tree], arrays.treeSizes()[tree], bits);
    }
    scaleToBits(bits);
    return bits;
  }

  /** The same forest over rows whose column {@code places[i]} is this one's column i. */
  public IsolationForest withColumns(int[] places, int newColumns) {
    int[] features = arrays.features().clone();
    for (int i = 0; i < features.length; i++) {
      features[i] = features[i] == ForestArrays.LEAF ? ForestArrays.LEAF : places[features[i]];
    }
    return new IsolationForest(
        new ForestArrays(
            arrays.sampleSize(),
            arrays.treeSizes(),
            features,
            arrays.thresholds(),
            arrays.lefts(),
            arrays.masses()),
        newColumns);
  }

  /** The length of the rows that it scores. */
  public int columns() {
    return columns;
  }

  public int trees() {
    return roots.length;
  }

  public int sampleSize() {
    return arrays.sampleSize();
  }

  /** A view of one of its trees, from 0. */
  public Tree tree(int number) {
    return new Tree(this, roots[number], arrays.treeSizes()[number]);
  }

  ForestArrays arrays() {
    return arrays;
  }

  boolean missingGoesLeft(int node) {
    return missingGoesLeft[node];
  }

  double expectedPath(int node) {
    return expectedPaths[node];
  }

  private int leaf(int root, double[] values) {
    int node = root;
    while (arrays.features()[node] >= 0) {
      node = next(node, (float) values[arrays.features()[node]]);
    }
    return node;
  }

  private int next(int node, float value) {
    boolean goesLeft =
        value < arrays.thresholds()[node] || (missingGoesLeft[node] && Float.isNaN(value));
    return goesLeft ? lefts[node] : lefts[node] + 1;
  }

  private double score(double pathSum) {
    return Math.pow(2, -pathSum / roots.length / averagePath);
  }

  private void scaleToBits(double[] paths) {
    for (int i = 0; i < paths.length; i++) {
      paths[i] /= roots.length * averagePath;
    }
  }

  private void addImportances(int root, int treeSize, double[] bits) {
    for (int node = root; node < root + treeSize; node++) {
      int feature = arrays.features()[node];
      for (int child = lefts[node]; feature >= 0 && child <= lefts[node] + 1; child++) {
        double moved = Math.abs(expectedPaths[node] - expectedPaths[child]);
        bits[feature] += moved * arrays.masses()[child] / arrays.sampleSize();
      }
    }
  }

  private void findChildren() {
    for (int tree = 0; tree < roots.length; tree++) {
      for (int node = roots[tree]; node < roots[tree] + arrays.treeSizes()[tree]; node++) {
        if (arrays.features()[node] >= 0) {
          int left = roots[tree] + arrays.lefts()[node];
          lefts[node] = left;
          missingGoesLeft[node] = arrays.masses()[left] > arrays.masses()[left + 1];
        }
      }
    }
  }

  private void checkLength(int length) {
    if (length != columns) {
      throw new IllegalArgumentException("a row has " + columns + " values, not " + length);
    }
  }

  private static int[] roots(int[] treeSizes) {
    int[] roots = new int[treeSizes.length];
    for (int tree = 1; tree < roots.length; tree++) {
      roots[tree] = roots[tree - 1] + treeSizes[tree - 1];
    }
    return roots;
  }

  /** Leaves: depth + c(mass). Inner nodes: the mean over the training rows that reached them. */
  private static double[] expectedPaths(ForestArrays arrays, int[] roots) {
    double[] paths = new double[arrays.features().length];
    for (int tree = 0; tree < roots.length; tree++) {
      int root = roots[tree];
      int[] depths = new int[arrays.treeSizes()[tree]];
      for (int i = 0; i < depths.length; i++) {
        if (arrays.features()[root + i] >= 0) {
          int left = arrays.lefts()[root + i];
          depths[left] = depths[i] + 1;
          depths[left + 1] = depths[i] + 1;
        }
      }
      for (int i = depths.length - 1; i >= 0; i--) {
        paths[root + i] = expectedPath(arrays, root, i, depths[i], paths);
      }
    }
    return paths;
  }

  private static double expectedPath(
      ForestArrays arrays, int root, int node, int depth, double[] paths) {
    int mass = arrays.masses()[root + node];
    if (arrays.features()[root + node] == ForestArrays.LEAF) {
      return depth + PathLength.ofUnsuccessfulSearch(mass);
    }
    int left = root + arrays.lefts()[root + node];
    return (arrays.masses()[left] * paths[left] + arrays.masses()[left + 1] * paths[left + 1])
        / mass;
  }

  private static int columnsOf(float[][] rows) {
    requireBetween(2, rows.length, Integer.MAX_VALUE, "training rows");
    int columns = rows[0].length;
    requireBetween(1, columns, Integer.MAX_VALUE, "features");
    for (float[] row : rows) {
      requireBetween(columns, row.length, columns, "values in a row");
      for (float value : row) {
        if (Float.isInfinite(value)) {
          throw new IllegalArgumentException("a training row holds the value " + value);
        }
      }
    }
    return columns;
  }

  private static void requireBetween(int low, int number, int high, String what) {
    if (number < low || number > high) {
      throw new IllegalArgumentException(
          number + " " + what + "; it must be " + low + (high == low ? "" : " to " + high));
    }
  }
}
