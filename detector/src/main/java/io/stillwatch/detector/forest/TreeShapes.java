package io.stillwatch.detector.forest;

/**
 * What follows from the arrays of a forest for each node: its place among all trees, its children,
 * its depth, where missing values go. Immutable.
 */
final class TreeShapes {
  private final ForestArrays arrays;
  private final int[] roots;
  private final int[] lefts;
  private final int[] parents;
  private final int[] nodeDepths;

  TreeShapes(ForestArrays arrays) {
    this.arrays = arrays;
    int nodes = arrays.features().length;
    this.roots = new int[arrays.treeSizes().length];
    this.lefts = new int[nodes];
    this.parents = new int[nodes];
    this.nodeDepths = new int[nodes];
    int root = 0;
    for (int tree = 0; tree < roots.length; tree++) {
      roots[tree] = root;
      parents[root] = -1;
      connect(root, root + arrays.treeSizes()[tree]);
      root += arrays.treeSizes()[tree];
    }
  }

  int nodes() {
    return lefts.length;
  }

  /** The first node of each tree. */
  int[] roots() {
    return roots;
  }

  boolean isLeaf(int node) {
    return arrays.features()[node] == ForestArrays.LEAF;
  }

  /** The feature that an inner node looks at. */
  int feature(int node) {
    return arrays.features()[node];
  }

  /** The left child of an inner node; the right one follows it. */
  int left(int node) {
    return lefts[node];
  }

  /** -1 for a root. */
  int parent(int node) {
    return parents[node];
  }

  int mass(int node) {
    return arrays.masses()[node];
  }

  /** Splits above the node. */
  int depth(int node) {
    return nodeDepths[node];
  }

  /** Whether more training rows went left at an inner node. */
  boolean missingGoesLeft(int node) {
    return mass(lefts[node]) > mass(lefts[node] + 1);
  }

  /** The most splits above a leaf of each tree. */
  int[] depths() {
    int[] depths = new int[roots.length];
    for (int tree = 0; tree < roots.length; tree++) {
      // Nodes stand level by level: the last one is one of the deepest.
      depths[tree] = nodeDepths[roots[tree] + arrays.treeSizes()[tree] - 1];
    }
    return depths;
  }

  private void connect(int root, int end) {
    for (int node = root; node < end; node++) {
      if (!isLeaf(node)) {
        lefts[node] = root + arrays.lefts()[node];
        for (int child = lefts[node]; child <= lefts[node] + 1; child++) {
          parents[child] = node;
          nodeDepths[child] = nodeDepths[node] + 1;
        }
      }
    }
  }
}
