package io.stillwatch.detector.forest;

import io.stillwatch.detector.work.Crew;
import io.stillwatch.detector.work.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Grows forests. The same rows, groups and settings give the same forest on every Java and with
 * every number of threads. Growing costs O(trees × sample size × depth) and one pass over the
 * column's values for their percentiles; beside the forest it needs four bytes a row and thread.
 * Immutable.
 */
public final class ForestGrower {
  private final ForestSettings settings;
  private final int threads;
  private final Progress progress;

  private ForestGrower(ForestSettings settings, int threads, Progress progress) {
    this.settings = settings;
    this.threads = threads;
    this.progress = progress;
  }

  /** On the calling thread alone, unheard. */
  public static ForestGrower of(ForestSettings settings) {
    return new ForestGrower(settings, 1, Progress.UNHEARD);
  }

  public ForestGrower withThreads(int number) {
    return new ForestGrower(settings, number, progress);
  }

  /** Hears of each tree, and can cancel. */
  public ForestGrower withProgress(Progress heardBy) {
    return new ForestGrower(settings, threads, heardBy);
  }

  /** Without groups. */
  public IsolationForest grow(float[][] rows) {
    return grow(rows, null);
  }

  /**
   * Grows a forest, with no more rows of a group in a tree than are allowed.
   *
   * @param rows at least two, equally long; NaN is missing, infinity is refused
   * @param groups the group of each row, numbered from 0 without large gaps, such as an
   *     organisation's; rows of no group have numbers of their own. Null: no groups
   */
  public IsolationForest grow(float[][] rows, int @Nullable [] groups) {
    int columns = columnsOf(rows);
    checkGroups(rows, groups);
    GrownTree[] trees = new GrownTree[settings.trees()];
    int sampleSize = newSampler(rows, groups).sampleSize();
    ForestSettings.requireBetween(
        2, sampleSize, Integer.MAX_VALUE, "rows that the limit on groups leaves");
    Crew.share(
        threads,
        trees.length,
        progress,
        () -> {
          TreeGrower grower = new TreeGrower(rows, settings, newSampler(rows, groups));
          return tree -> trees[tree] = grower.grow(tree);
        });
    return new IsolationForest(
        GrownTree.joined(sampleSize, trees), Marginals.of(rows, settings.seed()), columns);
  }

  private RowSampler newSampler(float[][] rows, int @Nullable [] groups) {
    return new RowSampler(rows.length, groups, settings.sampleSize(), settings.groupRows());
  }

  private static void checkGroups(float[][] rows, int @Nullable [] groups) {
    if (groups == null) {
      return;
    }
    ForestSettings.requireBetween(rows.length, groups.length, rows.length, "groups of rows");
    for (int group : groups) {
      ForestSettings.requireBetween(0, group, 2 * rows.length, "as the number of a group");
    }
  }

  private static int columnsOf(float[][] rows) {
    ForestSettings.requireBetween(2, rows.length, Integer.MAX_VALUE, "training rows");
    int columns = rows[0].length;
    ForestSettings.requireBetween(1, columns, ForestArrays.MAX_COLUMNS, "features");
    for (float[] row : rows) {
      ForestSettings.requireBetween(columns, row.length, columns, "values in a row");
      for (float value : row) {
        if (Float.isInfinite(value)) {
          throw new IllegalArgumentException("a training row holds the value " + value);
        }
      }
    }
    return columns;
  }
}
