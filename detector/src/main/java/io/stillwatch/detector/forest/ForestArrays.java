package io.stillwatch.detector.forest;

/**
 * A forest as arrays, one entry a node, tree after tree. Refuses whatever no grower made: every
 * walk through accepted arrays ends.
 *
 * @param sampleSize rows drawn for each tree
 * @param treeSizes nodes of each tree
 * @param features the feature that a node looks at, or {@link #LEAF}
 * @param thresholds smaller values go left
 * @param lefts the left child's place within its tree; the right child follows it; 0 for a leaf
 * @param masses the training rows that reached a node
 */
@SuppressWarnings("ArrayRecordComponent") // Never leaves the package.
record ForestArrays(
    int sampleSize,
    int[] treeSizes,
    int[] features,
    float[] thresholds,
    int[] lefts,
    int[] masses) {
  static final int LEAF = -1;
  static final int MAX_TREES = 10_000;
  static final int MAX_SAMPLE_SIZE = 1 << 20;
  static final int MAX_NODES = 1 << 22;
  static final int MAX_DEPTH = 60;
  static final int MAX_COLUMNS = 1 << 20;

  ForestArrays {
    require(sampleSize >= 2 && sampleSize <= MAX_SAMPLE_SIZE, "sample size", sampleSize);
    require(
        treeSizes.length >= 1 && treeSizes.length <= MAX_TREES,
        "number of trees",
        treeSizes.length);
    require(features.length <= MAX_NODES, "number of nodes", features.length);
    require(thresholds.length == features.length, "number of thresholds", thresholds.length);
    require(lefts.length == features.length, "number of children", lefts.length);
    require(masses.length == features.length, "number of masses", masses.length);
    int root = 0;
    for (int treeSize : treeSizes) {
      require(treeSize >= 1 && treeSize <= features.length - root, "tree size", treeSize);
      require(masses[root] == sampleSize, "mass of a root", masses[root]);
      checkTree(root, treeSize, features, thresholds, lefts, masses);
      root += treeSize;
    }
    require(root == features.length, "number of nodes in trees", root);
  }

  /**
   * Children come in the order of their parents, so no node has two parents and none is its own.
   */
  private static void checkTree(
      int root, int treeSize, int[] features, float[] thresholds, int[] lefts, int[] masses) {
    int nextChild = 1;
    byte[] depths = new byte[treeSize];
    for (int node = 0; node < treeSize; node++) {
      int at = root + node;
      require(masses[at] >= 1, "mass", masses[at]);
      if (features[at] == LEAF) {
        require(lefts[at] == 0, "child of a leaf", lefts[at]);
        continue;
      }
      require(features[at] >= 0, "feature", features[at]);
      require(Float.isFinite(thresholds[at]), "threshold", thresholds[at]);
      require(
          lefts[at] == nextChild && nextChild > node && nextChild + 1 < treeSize,
          "child",
          lefts[at]);
      int childMass = masses[root + nextChild];
      require(childMass >= 1 && childMass < masses[at], "mass of a child", childMass);
      require(masses[root + nextChild + 1] == masses[at] - childMass, "mass beside", childMass);
      require(depths[node] < MAX_DEPTH, "depth of a child", depths[node] + 1);
      depths[nextChild] = (byte) (depths[node] + 1);
      depths[nextChild + 1] = depths[nextChild];
      nextChild += 2;
    }
    require(nextChild == treeSize, "nodes with a parent", nextChild);
  }

  private static void require(boolean holds, String what, Number value) {
    if (!holds) {
      throw new IllegalArgumentException("not an isolation forest: " + what + " " + value);
    }
  }
}
