package io.stillwatch.detector.network;

/**
 * What the units of a group ask behind the frames that they share, by hashes of the sampled bodies.
 *
 * @param tasks distinct ones of each unit, added up
 * @param pairs of tasks of two different units
 * @param repeats of these pairs, those that are one task, but for accidents of hashing
 * @param common of all tasks, the share that another unit asks too
 */
record PooledTasks(long tasks, double pairs, double repeats, double common) {
  /** The chance that two tasks of different units are the same. */
  double collision() {
    return pairs == 0 ? 0 : repeats / pairs;
  }
}
