package io.stillwatch.benchmarks.peers;

import com.amazon.randomcutforest.RandomCutForest;

/** A robust random cut forest of AWS: 100 trees of 256 rows, on one thread. */
public final class RandomCuts {
  private static final int TREES = 100;
  private static final int SAMPLE_SIZE = 256;

  private final RandomCutForest forest;

  public RandomCuts(float[][] rows, long seed) {
    this.forest =
        RandomCutForest.builder()
            .dimensions(rows[0].length)
            .numberOfTrees(TREES)
            .sampleSize(SAMPLE_SIZE)
            .randomSeed(seed)
            .boundingBoxCacheFraction(1)
            .parallelExecutionEnabled(false)
            .build();
    for (float[] row : rows) {
      forest.update(row);
    }
  }

  /** Higher is odder; no upper end. */
  public double score(float[] row) {
    return forest.getAnomalyScore(row);
  }
}
