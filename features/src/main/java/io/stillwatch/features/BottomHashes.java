package io.stillwatch.features;

import java.util.Arrays;

/**
 * The smallest few hashes of a set: a sample that merges exactly and that two sets draw alike, so
 * that their overlap can be told. After Cohen and Kaplan, <i>Summarizing data using bottom-k
 * sketches</i> (2007).
 */
final class BottomHashes {
  static final int CAPACITY = 4;

  private long[] ascending = new long[0];
  private int size;

  void add(long hash) {
    int at = Arrays.binarySearch(ascending, 0, size, hash);
    if (at >= 0 || (size == CAPACITY && -at - 1 == CAPACITY)) {
      return;
    }
    insert(-at - 1, hash);
  }

  private void insert(int at, long hash) {
    if (size < CAPACITY) {
      if (size == ascending.length) {
        ascending = Arrays.copyOf(ascending, Math.max(2, Math.min(CAPACITY, 2 * size)));
      }
      size++;
    }
    System.arraycopy(ascending, at, ascending, at + 1, size - 1 - at);
    ascending[at] = hash;
  }

  void addAll(BottomHashes other) {
    for (int i = 0; i < other.size; i++) {
      add(other.ascending[i]);
    }
  }

  int size() {
    return size;
  }

  long get(int at) {
    return ascending[at];
  }

  boolean contains(long hash) {
    return Arrays.binarySearch(ascending, 0, size, hash) >= 0;
  }

  /** Up to this hash, included, nothing of the set is left out. */
  long completeTo() {
    return size < CAPACITY ? Long.MAX_VALUE : ascending[CAPACITY - 1];
  }
}
