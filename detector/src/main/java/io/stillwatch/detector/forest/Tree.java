package io.stillwatch.detector.forest;

/**
 * One tree of an {@link IsolationForest}, for those who write it in another form. Nodes are known
 * by their places within the tree, level by level from the root at 0. Immutable.
 */
public final class Tree {
  private final ForestArrays arrays;
  private final TreeShapes shapes;
  private final int root;
  private final int size;

  Tree(ForestArrays arrays, TreeShapes shapes, int number) {
    this.arrays = arrays;
    this.shapes = shapes;
    this.root = shapes.roots()[number];
    this.size = arrays.treeSizes()[number];
  }

  /** The number of its nodes, leaves among them. */
  public int size() {
    return size;
  }

  public boolean isLeaf(int node) {
    return shapes.isLeaf(at(node));
  }

  /** The column that an inner node looks at. */
  public int feature(int node) {
    return shapes.feature(inner(node));
  }

  /** Smaller values go left. */
  public float threshold(int node) {
    return arrays.thresholds()[inner(node)];
  }

  /** The left child's place; the right child follows it. */
  public int left(int node) {
    return shapes.left(inner(node)) - root;
  }

  public boolean missingGoesLeft(int node) {
    return shapes.missingGoesLeft(inner(node));
  }

  /** Training rows that reached the node. */
  public int mass(int node) {
    return shapes.mass(at(node));
  }

  /** The expected length of the path of a row that ends in this leaf: depth + c(mass). */
  public double path(int leaf) {
    if (!isLeaf(leaf)) {
      throw new IllegalArgumentException("node " + leaf + " is no leaf");
    }
    return shapes.depth(at(leaf)) + PathLength.ofUnsuccessfulSearch(mass(leaf));
  }

  private int inner(int node) {
    if (isLeaf(node)) {
      throw new IllegalArgumentException("node " + node + " is a leaf");
    }
    return at(node);
  }

  private int at(int node) {
    if (node < 0 || node >= size) {
      throw new IndexOutOfBoundsException("node " + node + " of a tree of " + size);
    }
    return root + node;
  }
}
