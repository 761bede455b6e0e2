package io.stillwatch.detector.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.detector.chance.Dice;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IsolationForestTest {
  private static final float NONE = Float.NaN;

  /**
   * Two trees of four rows: (x < 5: 3 rows | 1 row) and (y < 2: 2 rows, of which x < 1 parts 1 and
   * 1 | 2).
   */
  private static IsolationForest tinyForest() {
    int[] features = {0, -1, -1, 1, 0, -1, -1, -1};
    float[] thresholds = {5, 0, 0, 2, 1, 0, 0, 0};
    int[] lefts = {1, 0, 0, 1, 3, 0, 0, 0};
    int[] masses = {4, 3, 1, 4, 2, 2, 1, 1};
    return new IsolationForest(
        new ForestArrays(4, new int[] {3, 5}, features, thresholds, lefts, masses),
        Marginals.NONE,
        2);
  }

  @Test
  void score_tinyForest_isThePapersFormula() {
    // c(2) = 1, c(3) = 2 H(2) - 4/3 = 5/3, c(4) = 2 H(3) - 6/4 = 13/6.
    double pathOfLoner = (1 + 2.0) / 2; // Leaf of one at depth 1; leaf of one at depth 2.
    double pathOfCrowd = ((1 + 5.0 / 3) + (1 + 1.0)) / 2; // Leaves of three and of two at depth 1.

    assertThat(tinyForest().score(new double[] {9, 0}))
        .isCloseTo(Math.pow(2, -pathOfLoner / (13.0 / 6)), within(1e-7));
    assertThat(tinyForest().score(new double[] {0, 3}))
        .isCloseTo(Math.pow(2, -pathOfCrowd / (13.0 / 6)), within(1e-7));
    assertThat(tinyForest().score(new float[] {9, 0}))
        .isEqualTo(tinyForest().score(new double[] {9, 0}));
  }

  @Test
  void tree_tinyForest_isSeenAsItIs() {
    Tree second = tinyForest().tree(1);
    assertThat(second.size()).isEqualTo(5);
    assertThat(second.feature(0)).isEqualTo(1);
    assertThat(second.threshold(0)).isEqualTo(2);
    assertThat(second.left(1)).isEqualTo(3);
    assertThat(second.isLeaf(1)).isFalse();
    assertThat(second.isLeaf(3)).isTrue();
    assertThat(second.path(2)).isEqualTo(2); // Two rows at depth 1.
    assertThat(second.path(4)).isEqualTo(2); // One row at depth 2.
    assertThat(tinyForest().tree(0).missingGoesLeft(0)).isTrue();
    assertThat(second.missingGoesLeft(0)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> second.path(1));
    assertThatIllegalArgumentException().isThrownBy(() -> second.left(2));
  }

  @Test
  void pathLength_smallNumbers_areExact() {
    assertThat(PathLength.ofUnsuccessfulSearch(1)).isZero();
    assertThat(PathLength.ofUnsuccessfulSearch(2)).isEqualTo(1);
    assertThat(PathLength.ofUnsuccessfulSearch(3)).isCloseTo(5.0 / 3, within(1e-15));
    double belowTheTable = PathLength.ofUnsuccessfulSearch(4096);
    double beyondTheTable = PathLength.ofUnsuccessfulSearch(4097);
    assertThat(beyondTheTable - belowTheTable).isCloseTo(2.0 / 4096, within(1e-6));
  }

  @Test
  void score_missingValue_goesWithTheMajority() {
    assertThat(tinyForest().score(new double[] {Double.NaN, 3}))
        .isEqualTo(tinyForest().score(new double[] {0, 3}));
    // Of two equal children the right one.
    assertThat(tinyForest().score(new double[] {9, Double.NaN}))
        .isEqualTo(tinyForest().score(new double[] {9, 3}));
  }

  @Test
  void fit_missingInTraining_isIsolatedNoSoonerThanTheCrowd() {
    float[][] rows = gaussians(2000, 4, 1);
    for (int i = 0; i < rows.length; i += 5) {
      rows[i][2] = NONE;
    }
    IsolationForest forest = IsolationForest.fit(rows, 7);

    double missing = meanScore(forest, Arrays.stream(rows).filter(r -> Float.isNaN(r[2])));
    double present = meanScore(forest, Arrays.stream(rows).filter(r -> !Float.isNaN(r[2])));
    assertThat(missing).isLessThan(present + 0.005);
  }

  @Test
  void fit_columnWithoutAnyValue_isNeverLookedAt() {
    float[][] rows = gaussians(300, 3, 2);
    for (float[] row : rows) {
      row[1] = NONE;
    }
    assertThat(IsolationForest.fit(rows, 3).arrays().features()).doesNotContain(1);
  }

  @Test
  void fit_outlier_scoresHighest() {
    float[][] rows = gaussians(1000, 5, 3);
    Arrays.fill(rows[17], 8);
    IsolationForest forest = IsolationForest.fit(rows, 100, 256, 11);

    double highest = Arrays.stream(rows).mapToDouble(forest::score).max().orElseThrow();
    assertThat(forest.score(rows[17])).isEqualTo(highest).isGreaterThan(0.6);
  }

  @Test
  void fit_sameSeed_isTheSameForestOnEveryJava() {
    float[][] rows = gaussians(500, 4, 4);
    IsolationForest first = IsolationForest.fit(rows, 20, 64, 99);
    IsolationForest second = IsolationForest.fit(rows, 20, 64, 99);

    assertThat(first.arrays().thresholds()).isEqualTo(second.arrays().thresholds());
    assertThat(first.arrays().features()).isEqualTo(second.arrays().features());
    assertThat(IsolationForest.fit(rows, 20, 64, 100).arrays().features())
        .isNotEqualTo(first.arrays().features());
    assertThat(Arrays.hashCode(first.arrays().features())).isEqualTo(FEATURES_OF_SEED_99);
  }

  /** Golden: written on JDK 17. */
  private static final int FEATURES_OF_SEED_99 = 161240953;

  @Test
  void fit_depth_isAtMostTheLogarithmOfTheSampleSize() {
    IsolationForest forest = IsolationForest.fit(gaussians(4000, 2, 5), 50, 200, 1);

    ForestArrays arrays = forest.arrays();
    int root = 0;
    for (int size : arrays.treeSizes()) {
      assertThat(depth(arrays, root, 0)).isLessThanOrEqualTo(8);
      root += size;
    }
  }

  @Test
  void fit_constantFeature_isRetriedWithAnother() {
    float[][] rows = gaussians(256, 2, 6);
    for (float[] row : rows) {
      row[0] = 3;
    }
    IsolationForest forest = IsolationForest.fit(rows, 10, 256, 1);

    assertThat(forest.arrays().features()).doesNotContain(0);
    assertThat(Arrays.stream(forest.arrays().treeSizes()).min().orElseThrow()).isGreaterThan(60);
  }

  @Test
  void fit_equalRows_growsLeavesAndScoresOneHalf() {
    float[][] rows = new float[10][];
    Arrays.fill(rows, new float[] {1, 2});

    IsolationForest forest = IsolationForest.fit(rows, 5, 256, 1);
    assertThat(forest.score(new double[] {1, 2})).isCloseTo(0.5, within(1e-7));
    assertThat(forest.sampleSize()).isEqualTo(10);
  }

  @Test
  void attribution_anyRow_addsUpToTheScore() {
    float[][] rows = gaussians(1000, 6, 8);
    IsolationForest forest = IsolationForest.fit(rows, 5);
    double[] row = {4, 0, 0, Double.NaN, -0.3, 1};

    double bits = Arrays.stream(forest.attribution(row)).sum();
    assertThat(forest.expectedBits() + bits)
        .isCloseTo(Math.log(forest.score(row)) / Math.log(2), within(1e-9));
    assertThat(forest.attribution(row)[0])
        .isEqualTo(Arrays.stream(forest.attribution(row)).max().orElseThrow());
  }

  @Test
  void attribution_inUnits_addsUpExactly() {
    float[][] rows = gaussians(2000, 6, 9);
    IsolationForest forest = IsolationForest.fit(rows, 100, 256, 5);
    for (int i = 0; i < 500; i++) {
      double[] row = {rows[i][0], rows[i][1], rows[i][2], Double.NaN, rows[i][4], 9 * rows[i][5]};
      long[] sums = forest.attributedPaths(row);
      assertThat(Arrays.stream(sums).sum()).isEqualTo(forest.expectedPaths() - forest.pathSum(row));
    }
  }

  @Test
  void attribution_withAndWithoutLists_isTheSame() {
    float[][] rows = gaussians(500, 4, 10);
    IsolationForest forest = IsolationForest.fit(rows, 20, 128, 5);
    TreeShapes shapes = new TreeShapes(forest.arrays());
    ExpectedPaths paths = new ExpectedPaths(shapes, forest.sampleSize());
    int[] leaves = new int[forest.lanes()];
    for (float[] row : rows) {
      forest.leaves(row, leaves);
      long[] walked = new long[4];
      PathDeltas.addTo(walked, shapes, paths, leaves, 20);
      double[] values = {row[0], row[1], row[2], row[3]};
      assertThat(walked).isEqualTo(forest.attributedPaths(values));
    }
  }

  @Test
  void explain_oddValue_saysSideAndPercentile() {
    IsolationForest forest = IsolationForest.fit(gaussians(3000, 4, 11), 5);

    List<Contribution> reasons = forest.explain(new double[] {0, -6, Double.NaN, 0.1});
    assertThat(reasons.get(0).feature()).isEqualTo(1);
    assertThat(reasons.get(0).bits()).isPositive();
    assertThat(reasons.get(0).percentile()).isZero();
    assertThat(reasons.get(0).side()).isEqualTo(Contribution.Side.LOW);
    Contribution usual = of(3, reasons);
    assertThat(usual.percentile()).isCloseTo(0.54, within(0.03));
    assertThat(usual.side()).isEqualTo(Contribution.Side.HIGH);
    assertThat(of(2, reasons).side()).isEqualTo(Contribution.Side.UNKNOWN);
    double bits = reasons.stream().mapToDouble(Contribution::bits).sum();
    assertThat(Math.pow(2, forest.expectedBits() + bits))
        .isCloseTo(forest.score(new double[] {0, -6, Double.NaN, 0.1}), within(1e-12));
  }

  private static Contribution of(int feature, List<Contribution> reasons) {
    return reasons.stream().filter(one -> one.feature() == feature).findFirst().orElseThrow();
  }

  @Test
  void percentile_tiesAndGaps_countHalfAndNothing() {
    float[][] rows = {{1, NONE}, {2, NONE}, {2, NONE}, {4, NONE}};
    Marginals marginals = Marginals.of(rows, 1);
    assertThat(marginals.percentile(0, 2)).isEqualTo(0.5);
    assertThat(marginals.percentile(0, 0)).isZero();
    assertThat(marginals.percentile(0, 3)).isEqualTo(0.75);
    assertThat(marginals.percentile(0, 9)).isEqualTo(1);
    assertThat(marginals.percentile(0, NONE)).isNaN();
    assertThat(marginals.percentile(1, 2)).isNaN();
    assertThat(Marginals.NONE.percentile(0, 2)).isNaN();
  }

  @Test
  void fit_missingValue_goesToTheChildOfMore() {
    float[][] rows = new float[64][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new float[] {i < 32 ? NONE : i % 8 == 0 ? 1 : 0};
    }
    ForestSettings settings = ForestSettings.of(1, 64, 1).withMaxDepth(1);
    Tree tree = ForestGrower.of(settings).grow(rows).tree(0);
    assertThat(tree.mass(1)).as("28 zeros and 32 missing").isEqualTo(60);
    assertThat(tree.missingGoesLeft(0)).isTrue();
  }

  @Test
  void fit_nonsense_isRefusedWithTheValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IsolationForest.fit(new float[][] {{1}}, 1))
        .withMessageContaining("1 training rows");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IsolationForest.fit(new float[][] {{1}, {1, 2}}, 1))
        .withMessageContaining("2 values in a row");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IsolationForest.fit(new float[][] {{1}, {Float.POSITIVE_INFINITY}}, 1))
        .withMessageContaining("Infinity");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tinyForest().score(new double[3]))
        .withMessageContaining("2 values, not 3");
  }

  @Test
  void arrays_ofNoForest_areRefused() {
    assertRefused(new int[] {0, -1, -1}, new int[] {0, 0, 0}, new int[] {4, 3, 1}, "child 0");
    assertRefused(new int[] {0, -1, -1}, new int[] {2, 0, 0}, new int[] {4, 3, 1}, "child 2");
    assertRefused(new int[] {0, -1, -1}, new int[] {1, 0, 0}, new int[] {4, 3, 2}, "mass beside");
    assertRefused(
        new int[] {0, -1, -1}, new int[] {1, 0, 0}, new int[] {3, 2, 1}, "mass of a root");
    assertRefused(new int[] {-2, -1, -1}, new int[] {1, 0, 0}, new int[] {4, 3, 1}, "feature -2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tinyForest().withColumns(new int[] {0, 7}, 2))
        .withMessageContaining("feature 7 of 2");
  }

  private static void assertRefused(int[] features, int[] lefts, int[] masses, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ForestArrays(4, new int[] {3}, features, new float[3], lefts, masses))
        .withMessageContaining(message);
  }

  private static int depth(ForestArrays arrays, int root, int node) {
    if (arrays.features()[root + node] < 0) {
      return 0;
    }
    int left = arrays.lefts()[root + node];
    return 1 + Math.max(depth(arrays, root, left), depth(arrays, root, left + 1));
  }

  private static double meanScore(IsolationForest forest, Stream<float[]> rows) {
    return rows.mapToDouble(forest::score).average().orElseThrow();
  }

  static float[][] gaussians(int rows, int columns, long seed) {
    Dice dice = new Dice(seed);
    float[][] values = new float[rows][columns];
    for (float[] row : values) {
      for (int i = 0; i < columns; i++) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - dice.unit()));
        row[i] = (float) (radius * StrictMath.cos(2 * Math.PI * dice.unit()));
      }
    }
    return values;
  }
}
