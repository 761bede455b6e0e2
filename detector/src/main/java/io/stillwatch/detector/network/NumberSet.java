package io.stillwatch.detector.network;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Numbers of accounts or units, added in ascending order. Each takes 4 bytes or a little more, so
 * that tens of thousands of keys cost no more than who carries them.
 */
final class NumberSet {
  private int[] numbers = new int[8];
  private int size;

  /** Adding the last one again does nothing. IllegalArgumentException: a smaller one. */
  void add(int number) {
    if (size > 0 && numbers[size - 1] >= number) {
      if (numbers[size - 1] > number) {
        throw new IllegalArgumentException(number + " after " + numbers[size - 1]);
      }
      return;
    }
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    numbers[size++] = number;
  }

  boolean get(int number) {
    return Arrays.binarySearch(numbers, 0, size, number) >= 0;
  }

  int cardinality() {
    return size;
  }

  /** Ascending. */
  IntStream stream() {
    return Arrays.stream(numbers, 0, size);
  }
}
