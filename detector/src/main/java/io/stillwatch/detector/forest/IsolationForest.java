package io.stillwatch.detector.forest;

import io.stillwatch.detector.work.Crew;
import io.stillwatch.detector.work.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An isolation forest over rows of values (Liu, Ting and Zhou, "Isolation Forest", ICDM 2008).
 * Scores lie within 0 to 1; rows that are isolated sooner than the average score above 0.5. Values
 * are taken in single precision, and told apart by 23 significant bits. Path lengths are summed as
 * integers, so a row's score is the same bits however many rows are scored at once and on however
 * many threads. Scoring allocates nothing and costs one step for each tree and level. Immutable;
 * safe for any number of threads.
 */
public final class IsolationForest {
  private final ForestArrays arrays;
  private final Marginals marginals;
  private final int columns;
  private final TreeShapes shapes;
  private final FlatTrees trees;
  private final ExpectedPaths paths;
  private final boolean deltasFit;
  private volatile @Nullable PathDeltas deltas; // Made when first asked for.

  IsolationForest(ForestArrays arrays, Marginals marginals, int columns) {
    this.arrays = arrays;
    this.marginals = marginals;
    this.columns = columns;
    for (int feature : arrays.features()) {
      if (feature >= columns) {
        throw new IllegalArgumentException("a tree looks at feature " + feature + " of " + columns);
      }
    }
    this.shapes = new TreeShapes(arrays);
    this.trees = new FlatTrees(shapes, arrays.thresholds(), columns);
    this.paths = new ExpectedPaths(shapes, arrays.sampleSize());
    this.deltasFit = PathDeltas.fit(shapes);
  }

  /** Grows a forest; {@link ForestGrower} has the finer settings. */
  public static IsolationForest fit(float[][] rows, int trees, int sampleSize, long seed) {
    return ForestGrower.of(ForestSettings.of(trees, sampleSize, seed)).grow(rows);
  }

  /** 256 trees of 256 rows. */
  public static IsolationForest fit(float[][] rows, long seed) {
    return ForestGrower.of(ForestSettings.of(seed)).grow(rows);
  }

  /**
   * The anomaly score s(x) of the paper's equation 2: 2 to the power of -E[h(x)] / c(sample size).
   *
   * @param values as many as {@link #columns}, else IllegalArgumentException; NaN is missing,
   *     infinity lies beyond all thresholds
   */
  public double score(double[] values) {
    return score(pathSum(values));
  }

  /** The same for single precision. */
  public double score(float[] values) {
    return score(pathSum(values));
  }

  /** Of many rows, on the calling thread. */
  public double[] scores(float[][] rows) {
    return scores(rows, 1, Progress.UNHEARD);
  }

  /** Of many rows, on many threads: the same bits as of each alone. */
  public double[] scores(float[][] rows, int threads, Progress progress) {
    double[] scores = new double[rows.length];
    Crew.shareStretches(
        threads,
        rows.length,
        progress,
        (first, end) -> {
          for (int row = first; row < end; row++) {
            scores[row] = score(rows[row]);
          }
        });
    return scores;
  }

  /** The row's path lengths in all trees together, in units of 2^-24 of a step. */
  long pathSum(double[] values) {
    checkLength(values.length);
    Scratch scratch = Scratch.of(trees);
    trees.encode(values, scratch.row());
    return walked(scratch);
  }

  /** The same for single precision. */
  long pathSum(float[] values) {
    checkLength(values.length);
    Scratch scratch = Scratch.of(trees);
    trees.encode(values, scratch.row());
    return walked(scratch);
  }

  /**
   * What each feature adds to the logarithm of the score, in bits: the expected path before its
   * splits less the one after (path delta, Saabas 2014). The sum is log2 of the score less {@link
   * #expectedBits}: exact as integers, and here up to rounding. Negative: the feature makes the row
   * look ordinary.
   */
  public double[] attribution(double[] values) {
    long[] sums = attributedPaths(values);
    double[] bits = new double[columns];
    for (int column = 0; column < columns; column++) {
      bits[column] = paths.bits(sums[column]);
    }
    return bits;
  }

  /**
   * The same with each feature's value and percentile, by falling weight; without features of 0.
   */
  public List<Contribution> explain(double[] values) {
    double[] bits = attribution(values);
    List<Contribution> contributions = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      if (bits[column] != 0) {
        double percentile = marginals.percentile(column, (float) values[column]);
        contributions.add(new Contribution(column, bits[column], values[column], percentile));
      }
    }
    contributions.sort(Comparator.comparingDouble(one -> -Math.abs(one.bits())));
    return contributions;
  }

  /** The same for single precision. */
  public double[] attribution(float[] values) {
    return attribution(widened(values));
  }

  /** The same for single precision. */
  public List<Contribution> explain(float[] values) {
    return explain(widened(values));
  }

  private static double[] widened(float[] values) {
    double[] widened = new double[values.length];
    Arrays.setAll(widened, i -> values[i]);
    return widened;
  }

  /**
   * The logarithm to base 2 of the score of a row of which nothing is known but that it is
   * ordinary.
   */
  public double expectedBits() {
    return -paths.bits(expectedPaths());
  }

  /** How much each feature moves the training rows' scores on average, in bits; never negative. */
  public double[] importances() {
    double[] bits = new double[columns];
    for (int node = 0; node < shapes.nodes(); node++) {
      int parent = shapes.parent(node);
      if (parent >= 0) {
        double moved = paths.bits(Math.abs(paths.at(parent) - paths.at(node)));
        bits[shapes.feature(parent)] += moved * shapes.mass(node) / arrays.sampleSize();
      }
    }
    return bits;
  }

  /**
   * Writes the node of each tree that a row ends in: its place among {@link #nodes}. Rows with the
   * same leaf share the stretch of values that it stands for.
   *
   * @param leaves at least {@link #lanes} long; the places behind the last tree hold {@link #nodes}
   */
  public void leaves(float[] values, int[] leaves) {
    checkLength(values.length);
    Scratch scratch = Scratch.of(trees);
    trees.encode(values, scratch.row());
    trees.walk(scratch.row(), leaves);
  }

  /** The node above a node, or -1 above a root. Children stand behind their parents. */
  public int parent(int node) {
    return shapes.parent(node);
  }

  /** The splits above a node. */
  public int depth(int node) {
    return shapes.depth(node);
  }

  /** The features that lead from the root to a node, each once, from the node upwards. */
  public int[] featuresAbove(int node) {
    int[] features = new int[shapes.depth(node)];
    int at = node;
    for (int i = 0; i < features.length; i++) {
      at = shapes.parent(at);
      features[i] = shapes.feature(at);
    }
    return Arrays.stream(features).distinct().toArray();
  }

  /** One tree as it was grown, for who writes it down in another form. */
  public Tree tree(int number) {
    return new Tree(arrays, shapes, number);
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
        marginals.at(places, newColumns),
        newColumns);
  }

  /** The length of the rows that it scores. */
  public int columns() {
    return columns;
  }

  public int trees() {
    return arrays.treeSizes().length;
  }

  /** The trees, filled up to what is walked together. */
  public int lanes() {
    return trees.lanes();
  }

  /** Nodes of all trees. */
  public int nodes() {
    return shapes.nodes();
  }

  public int sampleSize() {
    return arrays.sampleSize();
  }

  ForestArrays arrays() {
    return arrays;
  }

  Marginals marginals() {
    return marginals;
  }

  /** The expected path of all trees together, before any split. */
  long expectedPaths() {
    return paths.sum(shapes.roots(), trees());
  }

  /** What each feature takes off the expected path: with the path sum, the expected one. */
  long[] attributedPaths(double[] values) {
    checkLength(values.length);
    Scratch scratch = Scratch.of(trees);
    trees.encode(values, scratch.row());
    trees.walk(scratch.row(), scratch.leaves());
    long[] sums = new long[columns];
    if (deltasFit) {
      deltas().addTo(sums, scratch.leaves(), trees());
    } else {
      PathDeltas.addTo(sums, shapes, paths, scratch.leaves(), trees());
    }
    return sums;
  }

  private long walked(Scratch scratch) {
    trees.walk(scratch.row(), scratch.leaves());
    return paths.sum(scratch.leaves(), trees());
  }

  private double score(long pathSum) {
    return StrictMath.pow(2, -paths.bits(pathSum)); // The same bits on every Java.
  }

  private PathDeltas deltas() {
    PathDeltas made = deltas;
    if (made == null) {
      made = new PathDeltas(shapes, paths, columns);
      deltas = made;
    }
    return made;
  }

  private void checkLength(int length) {
    if (length != columns) {
      throw new IllegalArgumentException("a row has " + columns + " values, not " + length);
    }
  }
}
