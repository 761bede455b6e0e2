package io.stillwatch.detector.forest;

import java.util.Arrays;

/**
 * What each feature does to the expected path on the way to each leaf: the path expected before its
 * splits less the one after them. Taken together once, so that an attribution reads one short list
 * a tree and walks no path again. Eight bytes for each leaf and feature above it. Immutable.
 */
final class PathDeltas {
  private static final long MOST_ENTRIES = 1 << 24;

  private final int[] starts;
  private final long[] entries;

  PathDeltas(TreeShapes shapes, ExpectedPaths paths, int columns) {
    this.starts = new int[shapes.nodes() + 2];
    long[] collected = new long[8 * shapes.nodes()];
    int[] deltas = new int[columns];
    int size = 0;
    for (int node = 0; node < shapes.nodes(); node++) {
      starts[node] = size;
      if (shapes.isLeaf(node)) {
        collected = withRoom(collected, size + shapes.depth(node));
        addUp(shapes, paths, node, deltas);
        size = collect(shapes, node, deltas, collected, size);
      }
    }
    starts[shapes.nodes()] = size;
    starts[shapes.nodes() + 1] = size;
    this.entries = Arrays.copyOf(collected, size);
  }

  /** Whether the lists of a forest stay within 128 MiB. */
  static boolean fit(TreeShapes shapes) {
    long entries = 0;
    for (int node = 0; node < shapes.nodes(); node++) {
      entries += shapes.isLeaf(node) ? shapes.depth(node) : 0;
    }
    return entries <= MOST_ENTRIES;
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
        sums[(int) entries[entry]] += entries[entry] >> 32;
      }
    }
  }

  private static void addUp(TreeShapes shapes, ExpectedPaths paths, int leaf, int[] deltas) {
    for (int node = leaf; shapes.parent(node) >= 0; node = shapes.parent(node)) {
      int parent = shapes.parent(node);
      deltas[shapes.feature(parent)] += paths.at(parent) - paths.at(node);
    }
  }

  /** Each feature of the path once; leaves zeros behind. */
  private static int collect(
      TreeShapes shapes, int leaf, int[] deltas, long[] collected, int size) {
    int end = size;
    for (int node = shapes.parent(leaf); node >= 0; node = shapes.parent(node)) {
      int feature = shapes.feature(node);
      if (deltas[feature] != 0) {
        collected[end++] = (long) deltas[feature] << 32 | feature;
        deltas[feature] = 0;
      }
    }
    return end;
  }

  private static long[] withRoom(long[] entries, int size) {
    return size <= entries.length ? entries : Arrays.copyOf(entries, 2 * size);
  }
}
