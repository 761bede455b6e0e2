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
    return Arrays.stream(numbers, 0, size).sorted().distinct().toArray();
  }
}
