package io.stillwatch.detector.forest;

import java.util.Arrays;

/**
 * What each feature does to the expected path on the way to each leaf: the path expected before its
 * splits less the one after them. Taken together once, so that an attribution reads one short list
 * a tree and walks no path again. Twelve bytes for each leaf and feature above it. Immutable.
 */
final class PathDeltas {
  private static final long MOST_ENTRIES = 1 << 22;

  private final int[] starts;
  private final int[] features;
  private final long[] deltas;

  PathDeltas(TreeShapes shapes, ExpectedPaths paths, int columns) {
    this.starts = new int[shapes.nodes() + 2];
    int[] listed = new int[(int) entries(shapes)];
    long[] sums = new long[listed.length];
    long[] ofLeaf = new long[columns];
    int size = 0;
    for (int node = 0; node < shapes.nodes(); node++) {
      starts[node] = size;
      if (shapes.isLeaf(node)) {
        addUp(shapes, paths, node, ofLeaf);
        for (int above = shapes.parent(node); above >= 0; above = shapes.parent(above)) {
          int feature = shapes.feature(above);
          if (ofLeaf[feature] != 0) {
            listed[size] = feature;
            sums[size++] = ofLeaf[feature];
            ofLeaf[feature] = 0; // Each feature of the path once.
          }
        }
      }
    }
    starts[shapes.nodes()] = size;
    starts[shapes.nodes() + 1] = size;
    this.features = Arrays.copyOf(listed, size);
    this.deltas = Arrays.copyOf(sums, size);
  }

  /** Whether the lists of a forest stay within some 100 MiB. */
  static boolean fit(TreeShapes shapes) {
    return entries(shapes) <= MOST_ENTRIES;
  }

  /** No list is longer than its leaf is deep. */
  private static long entries(TreeShapes shapes) {
    long entries = 0;
    for (int node = 0; node < shapes.nodes(); node++) {
      entries += shapes.isLeaf(node) ? shapes.depth(node) : 0;
    }
    return entries;
  }

  /** Adds up the same without lists, by walking from the leaves to the roots. */
  static void addTo(long[] sums, TreeShapes shapes, ExpectedPaths paths, int[] leaves, int count) {
    for (int i = 0; i < count; i++) {
      int node = leaves[i];
      for (int parent = shapes.parent(node); parent >= 0; parent = shapes.parent(node)) {
        sums[shapes.feature(parent)] += paths.at(parent) - paths.at(node);
        node = parent;
      }
    }
  }

  /** Adds the list of each leaf to the features' sums. */
  void addTo(long[] sums, int[] leaves, int count) {
    for (int i = 0; i < count; i++) {
      int end = starts[leaves[i] + 1];
      for (int entry = starts[leaves[i]]; entry < end; entry++) {
        sums[features[entry]] += deltas[entry];
      }
    }
  }

  private static void addUp(TreeShapes shapes, ExpectedPaths paths, int leaf, long[] deltas) {
    for (int node = leaf; shapes.parent(node) >= 0; node = shapes.parent(node)) {
      int parent = shapes.parent(node);
      deltas[shapes.feature(parent)] += paths.at(parent) - paths.at(node);
    }
  }
}
