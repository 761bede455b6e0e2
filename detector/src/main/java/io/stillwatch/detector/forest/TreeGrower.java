package io.stillwatch.detector.forest;

import io.stillwatch.detector.chance.Dice;
import java.util.Arrays;

/**
 * Grows isolation trees (algorithm 2 of the paper) level by level into flat arrays, so that the
 * children of the k-th inner node of a tree are its nodes 2k + 1 and 2k + 2.
 */
final class TreeGrower {
  private final float[][] rows;
  private final int sampleSize;
  private final int maxDepth;
  private final int[] allRows;
  private final int[] columns;
  private final Dice dice;

  private int[] features = new int[1024];
  private float[] thresholds = new float[1024];
  private int[] lefts = new int[1024];
  private int[] masses = new int[1024];
  private int[] starts = new int[1024];
  private int[] depths = new int[1024];
  private int size;

  TreeGrower(float[][] rows, int columns, int sampleSize, long seed) {
    this.rows = rows;
    this.sampleSize = Math.min(sampleSize, rows.length);
    this.maxDepth = 32 - Integer.numberOfLeadingZeros(this.sampleSize - 1);
    this.allRows = identity(rows.length);
    this.columns = identity(columns);
    this.dice = new Dice(seed);
  }

  ForestArrays grow(int trees) {
    int[] sizes = new int[trees];
    for (int tree = 0; tree < trees; tree++) {
      int root = size;
      growTree();
      sizes[tree] = size - root;
    }
    return new ForestArrays(
        sampleSize,
        sizes,
        Arrays.copyOf(features, size),
        Arrays.copyOf(thresholds, size),
        Arrays.copyOf(lefts, size),
        Arrays.copyOf(masses, size));
  }

  private void growTree() {
    int root = size;
    dice.draw(allRows, sampleSize);
    addNode(0, sampleSize, 0);
    for (int node = root; node < size; node++) {
      split(node, root);
    }
  }

  /** Splits a node at a random value of a random feature, or leaves it a leaf. */
  private void split(int node, int root) {
    int start = starts[node];
    int end = start + masses[node];
    if (masses[node] < 2 || depths[node] == maxDepth || !chooseSplit(node, start, end)) {
      return;
    }
    int middle = partition(features[node], thresholds[node], start, end);
    lefts[node] = size - root;
    addNode(start, middle - start, depths[node] + 1);
    addNode(middle, end - middle, depths[node] + 1);
  }

  /** Tries the features in random order until one is not constant among the node's rows. */
  private boolean chooseSplit(int node, int start, int end) {
    for (int tried = 0; tried < columns.length; tried++) {
      int other = tried + dice.below(columns.length - tried);
      int column = columns[other];
      columns[other] = columns[tried];
      columns[tried] = column;
      if (chooseThreshold(node, column, start, end)) {
        return true;
      }
    }
    return false;
  }

  private boolean chooseThreshold(int node, int column, int start, int end) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (int i = start; i < end; i++) {
      float value = rows[allRows[i]][column];
      low = value < low ? value : low;
      high = value > high ? value : high;
    }
    if (!(low < high)) {
      return false;
    }
    float threshold = (float) (high - dice.unit() * ((double) high - low));
    features[node] = column;
    thresholds[node] = threshold > low ? threshold : high;
    return true;
  }

  /** Moves what goes left to the front; missing values go with the majority. */
  private int partition(int column, float threshold, int start, int end) {
    int left = 0;
    int right = 0;
    for (int i = start; i < end; i++) {
      float value = rows[allRows[i]][column];
      left += value < threshold ? 1 : 0;
      right += value >= threshold ? 1 : 0;
    }
    boolean missingGoesLeft = left > right;
    int middle = start;
    for (int i = start; i < end; i++) {
      int row = allRows[i];
      float value = rows[row][column];
      if (value < threshold || (missingGoesLeft && Float.isNaN(value))) {
        allRows[i] = allRows[middle];
        allRows[middle++] = row;
      }
    }
    return middle;
  }

  private void addNode(int start, int mass, int depth) {
    if (size == features.length) {
      widen(size * 2);
    }
    features[size] = ForestArrays.LEAF;
    thresholds[size] = 0;
    starts[size] = start;
    masses[size] = mass;
    depths[size++] = depth;
  }

  private void widen(int capacity) {
    features = Arrays.copyOf(features, capacity);
    thresholds = Arrays.copyOf(thresholds, capacity);
    lefts = Arrays.copyOf(lefts, capacity);
    masses = Arrays.copyOf(masses, capacity);
    starts = Arrays.copyOf(starts, capacity);
    depths = Arrays.copyOf(depths, capacity);
  }

  private static int[] identity(int length) {
    int[] numbers = new int[length];
    Arrays.setAll(numbers, i -> i);
    return numbers;
  }
}
