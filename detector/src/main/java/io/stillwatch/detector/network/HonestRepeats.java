package io.stillwatch.detector.network;

import io.stillwatch.detector.chance.Tails;
import java.util.List;

/**
 * How often two strangers who share a prompt ask the same, learned from groups that were there
 * before. Questions that many people have are asked by several of them; a queue of work that is
 * dealt out is not. Groups differ, and repeats clump: so what is expected of any is what the lower
 * quarter of them has, and a tenth of that is few.
 */
final class HonestRepeats {
  /** A group with fewer repeats says nothing of them. */
  static final double LEAST_REPEATS = 7;

  /** Where fewer are to be expected, their absence says nothing. */
  static final double LEAST_EXPECTED = 7;

  private static final int LEAST_GROUPS = 3;
  private static final double FEW = 0.1;

  private final double collision;

  /**
   * @param known groups that share a prompt which was there before
   */
  HonestRepeats(List<PooledTasks> known) {
    double[] collisions =
        known.stream()
            .filter(group -> group.repeats() >= LEAST_REPEATS)
            .mapToDouble(PooledTasks::collision)
            .sorted()
            .toArray();
    this.collision = collisions.length < LEAST_GROUPS ? 0 : collisions[collisions.length / 4];
  }

  /** Repeats that three of four groups of strangers have at least; 0: not known. */
  double expected(PooledTasks tasks) {
    return tasks.pairs() * collision;
  }

  /**
   * Natural logarithm of the chance of so few repeats; 0 where none need be expected, or more than
   * a tenth of them are there.
   */
  double logChance(PooledTasks tasks) {
    double expected = expected(tasks);
    return expected < LEAST_EXPECTED || tasks.repeats() > FEW * expected
        ? 0
        : Tails.logPoissonAtMost(Math.round(tasks.repeats()), expected);
  }
}
