package io.stillwatch.detector.forest;

/**
 * One tree of an {@link IsolationForest}, for those who write it in another form. Nodes are known
 * by their places within the tree, from the root at 0. Immutable.
 */
public final class Tree {
  private final IsolationForest forest;
  private final int root;
  private final int size;

  Tree(IsolationForest forest, int root, int size) {
    this.forest = forest;
    this.root = root;
    this.size = size;
  }

  /** The number of its nodes, leaves among them. */
  public int size() {
    return size;
  }

  public boolean isLeaf(int node) {
    return forest.arrays().features()[at(node)] == ForestArrays.LEAF;
  }

  /** The column that an inner node looks at. */
  public int feature(int node) {
    return forest.arrays().features()[inner(node)];
  }

  /** Smaller values go left. */
  public float threshold(int node) {
    return forest.arrays().thresholds()[inner(node)];
  }

  /** The left child's place; the right child follows it. */
  public int left(int node) {
    return forest.arrays().lefts()[inner(node)];
  }

  public boolean missingGoesLeft(int node) {
    return forest.missingGoesLeft(inner(node));
  }

  /** The expected length of the path of a row that ends in this leaf: depth + c(mass). */
  public double path(int leaf) {
    if (!isLeaf(leaf)) {
      throw new IllegalArgumentException("node " + leaf + " is no leaf");
    }
    return forest.expectedPath(at(leaf));
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
