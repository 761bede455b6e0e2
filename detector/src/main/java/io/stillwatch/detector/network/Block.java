package io.stillwatch.detector.network;

import io.stillwatch.detector.chance.Tails;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Accounts that are thought to be one hand's.
 *
 * @param size accounts, those of one card counting less
 * @param uses how many of them use what
 */
record Block(List<Integer> accounts, double size, Map<Long, Double> uses) {
  static final Block NOBODY = new Block(List.of(), 0, Map.of());

  Block and(Block other) {
    List<Integer> both = new ArrayList<>(accounts);
    both.addAll(other.accounts);
    Map<Long, Double> sums = new HashMap<>(uses);
    other.uses.forEach((use, count) -> sums.merge(use, count, Double::sum));
    return new Block(both, size + other.size, sums);
  }

  /**
   * Natural logarithm of how much likelier it is that both are one hand's than that they are two's.
   *
   * @param usual the share of all that uses it, by use: what a hand uses is thought to be near to
   *     none or all of it, and rarely so if rarely anybody does
   */
  double logFactor(Block other, Map<Long, Double> usual) {
    Set<Long> all = new HashSet<>(uses.keySet());
    all.addAll(other.uses.keySet());
    double factor = 0;
    for (long use : all) {
      double share = usual.getOrDefault(use, 0.5);
      double mine = uses.getOrDefault(use, 0.0);
      double others = other.uses.getOrDefault(use, 0.0);
      factor +=
          likelihood(mine + others, size + other.size, share)
              - likelihood(mine, size, share)
              - likelihood(others, other.size, share);
    }
    return factor;
  }

  /** Of so many of all, where a hand's own rate has a beta distribution of weight 1. */
  private static double likelihood(double some, double all, double share) {
    return Tails.logBeta(some + share, Math.max(0, all - some) + 1 - share)
        - Tails.logBeta(share, 1 - share);
  }
}
