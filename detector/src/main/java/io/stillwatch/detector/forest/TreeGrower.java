package io.stillwatch.detector.forest;

import io.stillwatch.detector.chance.Dice;
import java.util.Arrays;

/**
 * Grows isolation trees (algorithm 2 of the paper) level by level, so that the children of the k-th
 * inner node of a tree are its nodes 2k + 1 and 2k + 2. A tree is a function of the rows, the
 * settings and its number alone. Not thread-safe: one for each thread.
 */
final class TreeGrower {
  private final float[][] rows;
  private final ForestSettings settings;
  private final RowSampler sampler;
  private final int maxDepth;
  private final int[] drawn;
  private final float[][] sample;
  private final int[] columns;
  private final int usedColumns;

  private int[] features = new int[1024];
  private float[] thresholds = new float[1024];
  private int[] lefts = new int[1024];
  private int[] masses = new int[1024];
  private int[] starts = new int[1024];
  private int[] depths = new int[1024];
  private int size;

  TreeGrower(float[][] rows, ForestSettings settings, RowSampler sampler) {
    this.rows = rows;
    this.settings = settings;
    this.sampler = sampler;
    int sampleSize = sampler.sampleSize();
    this.maxDepth =
        settings.maxDepth() == ForestSettings.LOGARITHM
            ? Integer.SIZE - Integer.numberOfLeadingZeros(sampleSize - 1)
            : settings.maxDepth();
    this.drawn = new int[sampleSize];
    this.sample = new float[sampleSize][];
    this.columns = new int[rows[0].length];
    this.usedColumns =
        settings.featuresPerTree() == ForestSettings.ALL
            ? columns.length
            : Math.min(settings.featuresPerTree(), columns.length);
  }

  /** The tree of that number, from 0. */
  GrownTree grow(int tree) {
    Dice dice = new Dice(Dice.mix(settings.seed() ^ Dice.mix(tree + 1L)));
    sampler.draw(dice, drawn);
    for (int i = 0; i < drawn.length; i++) {
      sample[i] = rows[drawn[i]];
    }
    Arrays.setAll(columns, i -> i);
    if (usedColumns < columns.length) {
      dice.draw(columns, usedColumns);
    }
    size = 0;
    addNode(0, drawn.length, 0);
    for (int node = 0; node < size; node++) {
      split(node, dice);
    }
    return new GrownTree(
        Arrays.copyOf(features, size),
        Arrays.copyOf(thresholds, size),
        Arrays.copyOf(lefts, size),
        Arrays.copyOf(masses, size));
  }

  /** Splits a node at a random value of a random feature, or leaves it a leaf. */
  private void split(int node, Dice dice) {
    int start = starts[node];
    int end = start + masses[node];
    if (masses[node] < 2 || depths[node] == maxDepth || !chooseSplit(node, start, end, dice)) {
      return;
    }
    int middle = partition(features[node], FloatKeys.of(thresholds[node]), start, end);
    lefts[node] = size;
    addNode(start, middle - start, depths[node] + 1);
    addNode(middle, end - middle, depths[node] + 1);
  }

  /** Tries the features in random order until one is not constant among the node's rows. */
  private boolean chooseSplit(int node, int start, int end, Dice dice) {
    for (int tried = 0; tried < usedColumns; tried++) {
      int other = tried + dice.below(usedColumns - tried);
      int column = columns[other];
      columns[other] = columns[tried];
      columns[tried] = column;
      if (chooseThreshold(node, column, start, end, dice)) {
        return true;
      }
    }
    return false;
  }

  private boolean chooseThreshold(int node, int column, int start, int end, Dice dice) {
    int low = Integer.MAX_VALUE;
    int high = Integer.MIN_VALUE;
    for (int i = start; i < end; i++) {
      float value = sample[i][column];
      if (!Float.isNaN(value)) {
        int key = FloatKeys.of(value);
        low = Math.min(low, key);
        high = Math.max(high, key);
      }
    }
    if (low >= high) {
      return false;
    }
    int key =
        settings.splitRule() == SplitRule.BETWEEN_EXTREMES
            ? between(low, high, dice)
            : atARow(column, start, end, dice);
    features[node] = column;
    thresholds[node] = FloatKeys.value(Math.min(high, Math.max(low + 1, key)));
    return true;
  }

  private static int between(int low, int high, Dice dice) {
    double least = FloatKeys.value(low);
    double most = FloatKeys.value(high);
    return FloatKeys.of((float) (most - dice.unit() * (most - least)));
  }

  /** A missing value is drawn again: some row has one. */
  private int atARow(int column, int start, int end, Dice dice) {
    float value = Float.NaN;
    while (Float.isNaN(value)) {
      value = sample[start + dice.below(end - start)][column];
    }
    return FloatKeys.of(value);
  }

  /** Moves what goes left to the front; missing values go with the majority. */
  private int partition(int column, int threshold, int start, int end) {
    boolean missingGoesLeft = mostGoLeft(column, threshold, start, end);
    int middle = start;
    for (int i = start; i < end; i++) {
      float[] row = sample[i];
      float value = row[column];
      if (Float.isNaN(value) ? missingGoesLeft : FloatKeys.of(value) < threshold) {
        sample[i] = sample[middle];
        sample[middle++] = row;
      }
    }
    return middle;
  }

  private boolean mostGoLeft(int column, int threshold, int start, int end) {
    int balance = 0;
    for (int i = start; i < end; i++) {
      float value = sample[i][column];
      if (!Float.isNaN(value)) {
        balance += FloatKeys.of(value) < threshold ? 1 : -1;
      }
    }
    return balance > 0;
  }

  private void addNode(int start, int mass, int depth) {
    if (size == features.length) {
      widen(size * 2);
    }
    features[size] = ForestArrays.LEAF;
    thresholds[size] = 0;
    lefts[size] = 0;
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
}
