package io.stillwatch.detector.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.stillwatch.detector.chance.Dice;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ForestGrowerTest {
  private static final ForestSettings SMALL = ForestSettings.of(40, 64, 3);

  @Test
  void grow_anyNumberOfThreads_isTheSameForest() {
    float[][] rows = IsolationForestTest.gaussians(5000, 6, 41);
    IsolationForest alone = ForestGrower.of(SMALL).grow(rows);
    for (int threads : new int[] {2, 3, 16}) {
      IsolationForest shared = ForestGrower.of(SMALL).withThreads(threads).grow(rows);
      assertThat(shared.arrays()).usingRecursiveComparison().isEqualTo(alone.arrays());
    }
  }

  @Test
  void grow_moreTrees_keepsTheFirstOnes() {
    float[][] rows = IsolationForestTest.gaussians(500, 6, 42);
    float[] few = ForestGrower.of(ForestSettings.of(5, 64, 3)).grow(rows).arrays().thresholds();
    float[] more = ForestGrower.of(SMALL).grow(rows).arrays().thresholds();
    assertThat(Arrays.copyOf(more, few.length)).isEqualTo(few);
  }

  @Test
  void grow_progressThatThrows_stopsAllThreads() {
    float[][] rows = IsolationForestTest.gaussians(500, 6, 43);
    for (int threads : new int[] {1, 4}) {
      AtomicInteger heard = new AtomicInteger();
      ForestGrower grower =
          ForestGrower.of(ForestSettings.of(10_000, 64, 3))
              .withThreads(threads)
              .withProgress(
                  (done, of) -> {
                    assertThat(of).isEqualTo(10_000);
                    if (heard.incrementAndGet() == 10) {
                      throw new CancellationException("enough");
                    }
                  });
      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(() -> grower.grow(rows))
          .withMessage("enough");
      assertThat(heard.get()).isEqualTo(10);
    }
  }

  @Test
  void grow_interrupted_isCancelledAndStaysInterrupted() {
    float[][] rows = IsolationForestTest.gaussians(500, 6, 44);
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> ForestGrower.of(SMALL).withThreads(2).grow(rows));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void draw_manyTimes_isEvenAndWithoutReplacement() {
    RowSampler sampler = new RowSampler(50, null, 10, ForestSettings.ALL);
    int[] drawnOf = new int[50];
    int[] sample = new int[10];
    for (int tree = 0; tree < 10_000; tree++) {
      sampler.draw(new Dice(Dice.mix(tree)), sample);
      assertThat(Arrays.stream(sample).distinct().count()).isEqualTo(10);
      Arrays.stream(sample).forEach(row -> drawnOf[row]++);
    }
    // 2,000 expected of each; the standard deviation is 40.
    assertThat(Arrays.stream(drawnOf).min().orElseThrow()).isGreaterThan(1800);
    assertThat(Arrays.stream(drawnOf).max().orElseThrow()).isLessThan(2200);
  }

  @Test
  void draw_heavyGroup_hasNoMoreThanAllowed() {
    int[] groups = new int[1000];
    for (int row = 900; row < 1000; row++) {
      groups[row] = row - 899; // Of 900 rows the group 0, the others alone.
    }
    RowSampler sampler = new RowSampler(1000, groups, 64, 6);
    assertThat(sampler.sampleSize()).isEqualTo(64);
    int[] sample = new int[64];
    Set<Integer> ofTheHeavy = new HashSet<>();
    for (int tree = 0; tree < 200; tree++) {
      sampler.draw(new Dice(tree), sample);
      int[] heavy = Arrays.stream(sample).filter(row -> row < 900).toArray();
      assertThat(heavy).hasSize(6);
      Arrays.stream(heavy).forEach(ofTheHeavy::add);
    }
    assertThat(ofTheHeavy).as("each tree has others of it").hasSizeGreaterThan(500);
  }

  @Test
  void draw_fewGroups_isSmallerRatherThanUneven() {
    int[] groups = new int[1000];
    Arrays.fill(groups, 0, 990, 0);
    for (int row = 990; row < 1000; row++) {
      groups[row] = row - 989;
    }
    assertThat(new RowSampler(1000, groups, 256, 3).sampleSize()).isEqualTo(13);
    float[][] rows = IsolationForestTest.gaussians(1000, 3, 45);
    IsolationForest forest =
        ForestGrower.of(ForestSettings.of(10, 256, 1).withGroupRows(3)).grow(rows, groups);
    assertThat(forest.sampleSize()).isEqualTo(13);
  }

  @Test
  void grow_featuresPerTree_looksAtNoMore() {
    float[][] rows = IsolationForestTest.gaussians(2000, 20, 46);
    IsolationForest forest = ForestGrower.of(SMALL.withFeaturesPerTree(3)).grow(rows);
    Set<Set<Integer>> subsets = new HashSet<>();
    for (int tree = 0; tree < forest.trees(); tree++) {
      Tree view = forest.tree(tree);
      Set<Integer> used = new HashSet<>();
      for (int node = 0; node < view.size(); node++) {
        if (!view.isLeaf(node)) {
          used.add(view.feature(node));
        }
      }
      assertThat(used).hasSizeLessThanOrEqualTo(3);
      subsets.add(used);
    }
    assertThat(subsets).hasSizeGreaterThan(30);
  }

  @Test
  void grow_maxDepth_isKept() {
    float[][] rows = IsolationForestTest.gaussians(2000, 4, 47);
    IsolationForest shallow = ForestGrower.of(SMALL.withMaxDepth(2)).grow(rows);
    assertThat(shallow.nodes()).isLessThanOrEqualTo(40 * 7);
    IsolationForest deep = ForestGrower.of(SMALL.withMaxDepth(60)).grow(rows);
    assertThat(deep.tree(0).mass(deep.tree(0).size() - 1)).isEqualTo(1);
  }

  @Test
  void grow_splitsAtRows_leavesHoldLikeNumbers() {
    float[][] rows = IsolationForestTest.gaussians(5000, 1, 48);
    for (float[] row : rows) {
      row[0] = (float) StrictMath.exp(3 * row[0]); // A long tail.
    }
    ForestSettings settings = ForestSettings.of(20, 4096, 3).withMaxDepth(5);
    double even = largestLeaf(ForestGrower.of(settings).grow(rows));
    double atRows =
        largestLeaf(ForestGrower.of(settings.withSplitRule(SplitRule.AT_A_ROW)).grow(rows));
    assertThat(atRows).isLessThan(0.5 * even);
  }

  private static double largestLeaf(IsolationForest forest) {
    double sum = 0;
    for (int number = 0; number < forest.trees(); number++) {
      Tree tree = forest.tree(number);
      int largest = 0;
      for (int node = 0; node < tree.size(); node++) {
        largest = tree.isLeaf(node) ? Math.max(largest, tree.mass(node)) : largest;
      }
      sum += largest;
    }
    return sum / forest.trees();
  }

  @Test
  void grow_splitsAtRowsWithGaps_ends() {
    float[][] rows = IsolationForestTest.gaussians(300, 2, 49);
    for (int i = 0; i < 295; i++) {
      rows[i][0] = Float.NaN;
    }
    IsolationForest forest = ForestGrower.of(SMALL.withSplitRule(SplitRule.AT_A_ROW)).grow(rows);
    assertThat(forest.score(rows[299])).isBetween(0.0, 1.0);
  }

  @Test
  void settings_nonsense_isRefusedWithTheValue() {
    refused(() -> ForestSettings.of(0, 64, 1), "0 trees");
    refused(() -> ForestSettings.of(10_001, 64, 1), "10001 trees");
    refused(() -> ForestSettings.of(5, 1, 1), "1 rows a sample");
    refused(() -> SMALL.withMaxDepth(61), "61 splits");
    refused(() -> SMALL.withFeaturesPerTree(-1), "-1 features");
    refused(() -> SMALL.withGroupRows(-1), "-1 rows of a group");
    float[][] rows = IsolationForestTest.gaussians(10, 2, 50);
    refused(() -> ForestGrower.of(SMALL).grow(rows, new int[9]), "9 groups");
    refused(() -> ForestGrower.of(SMALL).grow(rows, ones(-1)), "-1 as the number");
    refused(() -> ForestGrower.of(SMALL).grow(rows, ones(1 << 30)), "1073741824 as the number");
    refused(
        () -> ForestGrower.of(SMALL.withGroupRows(1)).grow(rows, ones(1)),
        "1 rows that the limit on groups leaves");
    refused(() -> ForestGrower.of(SMALL).withThreads(0).grow(rows), "0 threads");
  }

  private static int[] ones(int group) {
    int[] groups = new int[10];
    Arrays.fill(groups, group);
    return groups;
  }

  private static void refused(Runnable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining(message);
  }
}
