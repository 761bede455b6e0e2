package io.stillwatch.sketch;

import java.util.Arrays;

/** A growing list of tokens' hashes. */
final class TokenList {
  private long[] values = new long[64];
  private int count;

  void push(long token) {
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
    }
    values[count++] = token;
  }

  int count() {
    return count;
  }

  long get(int index) {
    return values[index];
  }

  /** The hashes; those from {@link #count()} on mean nothing. */
  long[] values() {
    return values;
  }
}
