package io.stillwatch.detector.network;

/** Gathers what units ask, a few bytes a task. */
final class AskedTasks {
  /** Hashes have 32 bits: of so many pairs one meets by accident. */
  private static final double ACCIDENT = 0x1p-32;

  private final LongIndex bodies = new LongIndex();

  /** A unit in the upper half, in the lower a body's number. */
  private final Longs asked = new Longs();

  void add(int unit, Iterable<Long> hashes) {
    for (long hash : hashes) {
      asked.add((long) unit << 32 | bodies.add(hash));
    }
  }

  PooledTasks pooled() {
    long[] tasks = asked.distinct();
    int[] times = new int[bodies.size()];
    double pairs = 0;
    int begin = 0;
    for (int i = 0; i < tasks.length; i++) {
      times[(int) tasks[i]]++;
      if (i + 1 == tasks.length || tasks[i] >>> 32 != tasks[i + 1] >>> 32) {
        int own = i + 1 - begin;
        pairs += own * (double) (tasks.length - own) / 2;
        begin = i + 1;
      }
    }
    return pooled(tasks.length, times, pairs);
  }

  private static PooledTasks pooled(int tasks, int[] times, double pairs) {
    double repeats = 0;
    long common = 0;
    for (int count : times) {
      repeats += count * (count - 1.0) / 2;
      common += count > 1 ? count : 0;
    }
    double met = Math.max(0, repeats - ACCIDENT * pairs);
    return new PooledTasks(tasks, pairs, met, tasks == 0 ? 0 : (double) common / tasks);
  }
}
