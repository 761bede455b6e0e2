package io.stillwatch.detector.network;

import java.util.Arrays;

/** Gathers what units ask, a few bytes a task. */
final class AskedTasks {
  /** Hashes have 32 bits: of so many pairs one meets by accident. */
  private static final double ACCIDENT = 0x1p-32;

  private final LongIndex bodies = new LongIndex();

  /** A unit in the upper half, in the lower a body's number. */
  private long[] asked = new long[64];

  private int size;

  void add(int unit, Iterable<Long> hashes) {
    for (long hash : hashes) {
      if (size == asked.length) {
        asked = Arrays.copyOf(asked, 2 * size);
      }
      asked[size++] = (long) unit << 32 | bodies.add(hash);
    }
  }

  PooledTasks pooled() {
    keepDistinct();
    int[] times = new int[bodies.size()];
    double pairs = 0;
    int begin = 0;
    for (int i = 0; i < size; i++) {
      times[(int) asked[i]]++;
      if (i + 1 == size || asked[i] >>> 32 != asked[i + 1] >>> 32) {
        int own = i + 1 - begin;
        pairs += own * (double) (size - own) / 2;
        begin = i + 1;
      }
    }
    return pooled(times, pairs);
  }

  private PooledTasks pooled(int[] times, double pairs) {
    double repeats = 0;
    long common = 0;
    for (int count : times) {
      repeats += count * (count - 1.0) / 2;
      common += count > 1 ? count : 0;
    }
    double met = Math.max(0, repeats - ACCIDENT * pairs);
    return new PooledTasks(size, pairs, met, size == 0 ? 0 : (double) common / size);
  }

  private void keepDistinct() {
    Arrays.sort(asked, 0, size);
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (kept == 0 || asked[kept - 1] != asked[i]) {
        asked[kept++] = asked[i];
      }
    }
    size = kept;
  }
}
