package io.stillwatch.detector.forest;

/**
 * How a forest is grown.
 *
 * @param trees 1 to 10,000
 * @param sampleSize rows drawn without replacement for each tree, 2 to 2^20; fewer if there are no
 *     more
 * @param maxDepth splits above a leaf, 1 to 60, or {@link #LOGARITHM} of the sample
 * @param splitRule where nodes are split
 * @param featuresPerTree features that a tree may look at, drawn by chance for each; {@link #ALL}
 * @param groupRows rows of one group, such as an organisation, that a tree may have at most, or
 *     {@link #ALL}. Where the limit leaves fewer rows than asked for the sample is smaller
 * @param seed of all random draws
 */
public record ForestSettings(
    int trees,
    int sampleSize,
    int maxDepth,
    SplitRule splitRule,
    int featuresPerTree,
    int groupRows,
    long seed) {
  /** A depth of the logarithm to base 2 of the rows drawn, rounded up: the paper's. */
  public static final int LOGARITHM = 0;

  /** No limit: all features for every tree, all rows of a group. */
  public static final int ALL = 0;

  public ForestSettings {
    requireBetween(1, trees, ForestArrays.MAX_TREES, "trees");
    requireBetween(2, sampleSize, ForestArrays.MAX_SAMPLE_SIZE, "rows a sample");
    requireBetween(LOGARITHM, maxDepth, ForestArrays.MAX_DEPTH, "splits above a leaf");
    requireBetween(ALL, featuresPerTree, Integer.MAX_VALUE, "features a tree");
    requireBetween(ALL, groupRows, Integer.MAX_VALUE, "rows of a group");
  }

  /**
   * 256 trees of the paper's 256 rows; more than its 100, so that ranks change less with the seed.
   */
  public static ForestSettings of(long seed) {
    return of(256, 256, seed);
  }

  /** The paper's way of growing: to the logarithm's depth, split between extremes. */
  public static ForestSettings of(int trees, int sampleSize, long seed) {
    return new ForestSettings(
        trees, sampleSize, LOGARITHM, SplitRule.BETWEEN_EXTREMES, ALL, ALL, seed);
  }

  public ForestSettings withMaxDepth(int depth) {
    return new ForestSettings(
        trees, sampleSize, depth, splitRule, featuresPerTree, groupRows, seed);
  }

  public ForestSettings withSplitRule(SplitRule rule) {
    return new ForestSettings(trees, sampleSize, maxDepth, rule, featuresPerTree, groupRows, seed);
  }

  public ForestSettings withFeaturesPerTree(int features) {
    return new ForestSettings(trees, sampleSize, maxDepth, splitRule, features, groupRows, seed);
  }

  public ForestSettings withGroupRows(int rows) {
    return new ForestSettings(trees, sampleSize, maxDepth, splitRule, featuresPerTree, rows, seed);
  }

  static void requireBetween(int low, int number, int high, String what) {
    if (number < low || number > high) {
      throw new IllegalArgumentException(
          number + " " + what + "; it must be " + low + (high == low ? "" : " to " + high));
    }
  }
}
