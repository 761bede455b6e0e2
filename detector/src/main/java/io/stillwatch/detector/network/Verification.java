package io.stillwatch.detector.network;

import io.stillwatch.detector.chance.Tails;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Measures candidates on what did not select them. A trait's rate among honest accounts is taken
 * from 199 matched sets of the same size: the largest share that any of them reached, so that
 * honest clumping is in it. A finding stands when a binomial tail at that rate, over all tests
 * made, leaves a chance of at most 1 in 1,000, and at least a fifth of the members show it. Keys
 * that are common among honest accounts thus carry nothing, rare ones much.
 */
final class Verification {
  /** Chances below are not told apart: the members of one hand do not draw independently. */
  static final double LEAST_LOG_CHANCE = Math.log(1e-12);

  private static final Trait[] TRAITS = Trait.values();
  private static final int DRAWS = 199;
  private static final double CHANCE_OF_ANY = 1e-3;
  static final double LEAST_SHARE = 0.2;
  private static final int LEAST_MATCHED = 8;

  private final TraitCounts counts;
  private final MatchedSets honest;
  private final double logChanceOfOne;

  Verification(Population today, MatchedSets honest, int candidates) {
    this.counts = new TraitCounts(today);
    this.honest = honest;
    int tests = Math.max(1, candidates * (TRAITS.length + ControlFacts.COUNT));
    this.logChanceOfOne = Math.log(CHANCE_OF_ANY / tests);
  }

  Map<Trait, Finding> of(Candidate candidate) {
    int[] set = candidate.representatives();
    double[] most = mostMatched(set);
    int[] sharing = counts.of(set);
    Map<Trait, Finding> findings = new EnumMap<>(Trait.class);
    for (Trait trait : TRAITS) {
      int place = trait.ordinal();
      findings.put(trait, finding(trait, sharing[place], set.length, most[place]));
    }
    return findings;
  }

  /** Natural logarithm of the chance below which a single test stands. */
  double logChanceOfOne() {
    return logChanceOfOne;
  }

  private Finding finding(Trait trait, int sharing, int members, double matched) {
    double logChance =
        Math.max(LEAST_LOG_CHANCE, Tails.logBinomialAtLeast(sharing, members, matched));
    boolean stands = logChance <= logChanceOfOne && sharing >= LEAST_SHARE * members;
    return new Finding(trait, sharing, members, matched, logChance, stands);
  }

  /** Per trait the largest share of any matched set, never quite 0 or, without matches, 1. */
  private double[] mostMatched(int[] set) {
    double[] most = new double[TRAITS.length];
    for (int i = 0; i < DRAWS; i++) {
      int[] matched = honest.draw(set);
      if (matched.length < LEAST_MATCHED) {
        Arrays.fill(most, 1);
        continue;
      }
      int[] sharing = counts.of(matched);
      for (int trait = 0; trait < most.length; trait++) {
        double share = Math.min(1, (sharing[trait] + 1.0) / (matched.length + 2.0));
        most[trait] = Math.max(most[trait], share);
      }
    }
    return most;
  }
}
