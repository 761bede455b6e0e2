package io.stillwatch.detector.network;

import java.util.Arrays;

/** Numbers that are joined into groups: union and find with path halving. */
final class Groups {
  private int[] parents = new int[64];

  /** Of those that are their own parents. */
  private int[] sizes = new int[64];

  private int size;

  int add() {
    if (size == parents.length) {
      parents = Arrays.copyOf(parents, 2 * size);
      sizes = Arrays.copyOf(sizes, 2 * size);
    }
    sizes[size] = 1;
    parents[size] = size;
    return size++;
  }

  /** The smallest member of the group. */
  int of(int number) {
    int member = number;
    while (parents[member] != member) {
      parents[member] = parents[parents[member]];
      member = parents[member];
    }
    return member;
  }

  void join(int a, int b) {
    int first = of(a);
    int second = of(b);
    if (first != second) {
      parents[Math.max(first, second)] = Math.min(first, second);
      sizes[Math.min(first, second)] += sizes[Math.max(first, second)];
    }
  }

  /** How many are in the group of that smallest member. */
  int size(int group) {
    return sizes[group];
  }
}
