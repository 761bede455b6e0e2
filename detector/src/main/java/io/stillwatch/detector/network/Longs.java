package io.stillwatch.detector.network;

import java.util.Arrays;

/** Numbers that are collected without an object apiece. */
final class Longs {
  private long[] numbers = new long[64];
  private int size;

  void add(long number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    numbers[size++] = number;
  }

  /** Ascending, each once. */
  long[] distinct() {
    Arrays.sort(numbers, 0, size);
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (kept == 0 || numbers[kept - 1] != numbers[i]) {
        numbers[kept++] = numbers[i];
      }
    }
    size = kept;
    return Arrays.copyOf(numbers, kept);
  }
}
