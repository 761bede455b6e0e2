package io.stillwatch.detector.network;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the units of a group ask behind the frames that they share, by hashes of the sampled bodies.
 *
 * @param tasks distinct ones of each unit, added up
 * @param pairs of tasks of two different units
 * @param repeats of these pairs, those that are one task, but for accidents of hashing
 * @param common of all tasks, the share that another unit asks too
 */
record PooledTasks(long tasks, double pairs, double repeats, double common) {
  /** Hashes have 32 bits: of so many pairs one meets by accident. */
  private static final double ACCIDENT = 0x1p-32;

  static PooledTasks of(Collection<Set<Long>> tasksByUnit) {
    long tasks = 0;
    Map<Long, Integer> times = new HashMap<>();
    for (Set<Long> own : tasksByUnit) {
      tasks += own.size();
      own.forEach(task -> times.merge(task, 1, Integer::sum));
    }
    double pairs = 0;
    for (Set<Long> own : tasksByUnit) {
      pairs += own.size() * (double) (tasks - own.size()) / 2;
    }
    double repeats = 0;
    long common = 0;
    for (int count : times.values()) {
      repeats += count * (count - 1.0) / 2;
      common += count > 1 ? count : 0;
    }
    double met = Math.max(0, repeats - ACCIDENT * pairs);
    return new PooledTasks(tasks, pairs, met, tasks == 0 ? 0 : (double) common / tasks);
  }

  /** The chance that two tasks of different units are the same. */
  double collision() {
    return pairs == 0 ? 0 : repeats / pairs;
  }
}
