package io.stillwatch.evaluation.baselines;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Numbers that are joined into groups: union by size, find with path halving. */
final class Components {
  private final int[] parents;
  private final int[] sizes;

  Components(int members) {
    this.parents = IntStream.range(0, members).toArray();
    this.sizes = new int[members];
    Arrays.fill(sizes, 1);
  }

  void join(int one, int other) {
    int large = root(one);
    int small = root(other);
    if (large == small) {
      return;
    }
    if (sizes[large] < sizes[small]) {
      int swapped = large;
      large = small;
      small = swapped;
    }
    parents[small] = large;
    sizes[large] += sizes[small];
  }

  int sizeOf(int member) {
    return sizes[root(member)];
  }

  private int root(int member) {
    int at = member;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }
}
