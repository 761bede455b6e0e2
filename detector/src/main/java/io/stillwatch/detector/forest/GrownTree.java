package io.stillwatch.detector.forest;

/** One tree, in arrays as {@link ForestArrays} has them. */
@SuppressWarnings("ArrayRecordComponent") // Never leaves the package.
record GrownTree(int[] features, float[] thresholds, int[] lefts, int[] masses) {
  /** Trees one after the other. */
  static ForestArrays joined(int sampleSize, GrownTree[] trees) {
    int[] sizes = new int[trees.length];
    int nodes = 0;
    for (int tree = 0; tree < trees.length; tree++) {
      sizes[tree] = trees[tree].features.length;
      nodes = Math.addExact(nodes, sizes[tree]);
    }
    GrownTree all = new GrownTree(new int[nodes], new float[nodes], new int[nodes], new int[nodes]);
    int root = 0;
    for (GrownTree tree : trees) {
      tree.copyTo(all, root);
      root += tree.features.length;
    }
    return new ForestArrays(sampleSize, sizes, all.features, all.thresholds, all.lefts, all.masses);
  }

  private void copyTo(GrownTree all, int root) {
    System.arraycopy(features, 0, all.features, root, features.length);
    System.arraycopy(thresholds, 0, all.thresholds, root, features.length);
    System.arraycopy(lefts, 0, all.lefts, root, features.length);
    System.arraycopy(masses, 0, all.masses, root, features.length);
  }
}
