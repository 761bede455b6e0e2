package io.stillwatch.detector.forest;

/**
 * A tree of a forest to look at. Nodes are numbered from 0, the root, level by level. Immutable.
 */
public final class TreeView {
  private final ForestArrays arrays;
  private final TreeShapes shapes;
  private final int root;
  private final int size;

  TreeView(ForestArrays arrays, TreeShapes shapes, int tree) {
    this.arrays = arrays;
    this.shapes = shapes;
    this.root = shapes.roots()[tree];
    this.size = arrays.treeSizes()[tree];
  }

  /** Nodes, leaves among them. */
  public int size() {
    return size;
  }

  public boolean isLeaf(int node) {
    return shapes.isLeaf(root + node);
  }

  /** The column that an inner node looks at. */
  public int feature(int node) {
    return shapes.feature(root + node);
  }

  /** Smaller values go left at an inner node. */
  public float threshold(int node) {
    return arrays.thresholds()[root + node];
  }

  /** The left child of an inner node; the right one follows it. */
  public int left(int node) {
    return shapes.left(root + node) - root;
  }

  public boolean missingGoesLeft(int node) {
    return shapes.missingGoesLeft(root + node);
  }

  /** Training rows that reached the node. */
  public int mass(int node) {
    return shapes.mass(root + node);
  }

  /** The path length that a leaf stands for: its depth and c(mass). */
  public double path(int leaf) {
    return shapes.depth(root + leaf) + PathLength.ofUnsuccessfulSearch(shapes.mass(root + leaf));
  }
}
