package io.stillwatch.detector.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.stillwatch.detector.chance.Dice;
import io.stillwatch.detector.work.Progress;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Holds the walk without branches against the plain one that anybody would write. */
class FlatTreesTest {
  private static final float[] STRANGE = {
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    0f,
    -0f
  };

  private static final int ROUNDS_TO_WARM = 2_000;

  @Test
  void score_anyRow_isThatOfAPlainWalk() {
    float[][] rows = withGaps(IsolationForestTest.gaussians(3000, 7, 31));
    for (int trees : new int[] {1, 7, 8, 9, 33}) {
      IsolationForest forest = IsolationForest.fit(rows, trees, 128, 5);
      for (float[] row : rows) {
        assertThat(forest.score(row)).isCloseTo(plainScore(forest, row), within(1e-7));
      }
    }
  }

  @Test
  void score_strangeValues_isThatOfAPlainWalk() {
    float[][] rows = IsolationForestTest.gaussians(500, 3, 32);
    IsolationForest forest = IsolationForest.fit(rows, 20, 128, 6);
    for (float a : STRANGE) {
      for (float b : STRANGE) {
        float[] row = {a, b, 0.5f};
        assertThat(forest.score(row)).isCloseTo(plainScore(forest, row), within(1e-7));
      }
    }
  }

  @Test
  void score_valueAtAThreshold_goesRight() {
    IsolationForest forest =
        IsolationForest.fit(IsolationForestTest.gaussians(500, 1, 33), 1, 64, 7);
    Tree tree = forest.tree(0);
    int[] leaves = new int[forest.lanes()];
    for (int node = 0; node < tree.size(); node++) {
      if (!tree.isLeaf(node)) {
        float[] row = {tree.threshold(node)};
        forest.leaves(row, leaves);
        assertThat(leaves[0]).isEqualTo(plainLeaf(tree, row));
      }
    }
  }

  @Test
  void scores_anyBatchAndThreads_areTheSameBits() {
    float[][] rows = withGaps(IsolationForestTest.gaussians(10_000, 5, 34));
    IsolationForest forest = IsolationForest.fit(rows, 30, 256, 8);
    double[] single = Arrays.stream(rows).mapToDouble(forest::score).toArray();
    double[] doubles = Arrays.stream(rows).mapToDouble(row -> forest.score(doubles(row))).toArray();

    assertThat(forest.scores(rows)).isEqualTo(single).isEqualTo(doubles);
    assertThat(forest.scores(rows, 2, Progress.UNHEARD)).isEqualTo(single);
    assertThat(forest.scores(rows, 7, Progress.UNHEARD)).isEqualTo(single);
    assertThat(forest.scores(Arrays.copyOf(rows, 3))).isEqualTo(Arrays.copyOf(single, 3));
    assertThat(forest.scores(new float[0][])).isEmpty();
  }

  @Test
  void score_onceWarm_allocatesNothing() {
    float[][] rows = IsolationForestTest.gaussians(1000, 48, 35);
    IsolationForest forest = IsolationForest.fit(rows, 100, 256, 9);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double sum = 0;
    long bytes = Long.MAX_VALUE;
    for (int round = 0; bytes >= 1000 && round < ROUNDS_TO_WARM; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (float[] row : rows) {
        sum += forest.score(row);
      }
      bytes = threads.getCurrentThreadAllocatedBytes() - before;
    }
    assertThat(sum).isPositive();
    assertThat(bytes).as("bytes for 1,000 rows").isLessThan(1000);
  }

  @Test
  void score_treesOfUnlikeDepth_walkTogether() {
    for (int deep = 0; deep < 8; deep++) {
      IsolationForest forest = oneDeepAmongFlat(deep);
      for (float value = -1; value < 9; value += 0.5f) {
        float[] row = {value};
        assertThat(forest.score(row)).isCloseTo(plainScore(forest, row), within(1e-7));
      }
    }
  }

  /** Seven trees of one split, and at a place one that splits off value after value. */
  private static IsolationForest oneDeepAmongFlat(int place) {
    GrownTree flat =
        new GrownTree(
            new int[] {0, -1, -1}, new float[] {4, 0, 0}, new int[] {1, 0, 0}, new int[] {8, 4, 4});
    GrownTree deep =
        new GrownTree(
            new int[] {0, -1, 0, -1, 0, -1, 0, -1, -1},
            new float[] {1, 0, 2, 0, 3, 0, 4, 0, 0},
            new int[] {1, 0, 3, 0, 5, 0, 7, 0, 0},
            new int[] {8, 1, 7, 1, 6, 1, 5, 1, 4});
    GrownTree[] trees = new GrownTree[8];
    Arrays.fill(trees, flat);
    trees[place] = deep;
    return new IsolationForest(GrownTree.joined(8, trees), Marginals.NONE, 1);
  }

  @Test
  void featuresOfHundreds_fitTheNodes() {
    float[][] rows = IsolationForestTest.gaussians(400, 700, 36);
    IsolationForest forest = IsolationForest.fit(rows, 20, 256, 10);
    for (float[] row : rows) {
      assertThat(forest.score(row)).isCloseTo(plainScore(forest, row), within(1e-7));
    }
  }

  @Test
  void key_ofValues_keepsTheirOrder() {
    Dice dice = new Dice(37);
    for (int i = 0; i < 100_000; i++) {
      float a = Float.intBitsToFloat((int) dice.nextLong());
      float b = i % 2 == 0 ? Float.intBitsToFloat((int) dice.nextLong()) : Math.nextUp(a);
      if (a < b) {
        assertThat(FloatKeys.of(a)).isLessThanOrEqualTo(FloatKeys.of(b));
      }
      if (!Float.isNaN(a)) {
        float least = FloatKeys.value(FloatKeys.of(a));
        assertThat(least).isLessThanOrEqualTo(a);
        assertThat(FloatKeys.of(least)).isEqualTo(FloatKeys.of(a));
        assertThat(FloatKeys.of(a))
            .isGreaterThan(FloatKeys.BELOW_ALL)
            .isLessThan(FloatKeys.ABOVE_ALL);
      }
    }
    assertThat(FloatKeys.of(-0f)).isEqualTo(FloatKeys.of(0f));
  }

  static double plainScore(IsolationForest forest, float[] row) {
    double paths = 0;
    for (int number = 0; number < forest.trees(); number++) {
      Tree tree = forest.tree(number);
      paths += tree.path(plainLeaf(tree, row));
    }
    double mean = paths / forest.trees();
    return Math.pow(2, -mean / PathLength.ofUnsuccessfulSearch(forest.sampleSize()));
  }

  private static int plainLeaf(Tree tree, float[] row) {
    int node = 0;
    while (!tree.isLeaf(node)) {
      float value = row[tree.feature(node)];
      boolean left = Float.isNaN(value) ? tree.missingGoesLeft(node) : value < tree.threshold(node);
      node = left ? tree.left(node) : tree.left(node) + 1;
    }
    return node;
  }

  private static float[][] withGaps(float[][] rows) {
    Dice dice = new Dice(1);
    for (float[] row : rows) {
      for (int column = 0; column < row.length; column++) {
        row[column] = dice.below(6) == 0 ? Float.NaN : row[column];
      }
    }
    return rows;
  }

  private static double[] doubles(float[] row) {
    double[] doubles = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      doubles[i] = row[i];
    }
    return doubles;
  }
}
