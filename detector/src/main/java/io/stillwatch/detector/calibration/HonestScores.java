package io.stillwatch.detector.calibration;

import io.stillwatch.detector.chance.Quantiles;
import io.stillwatch.detector.chance.Tails;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Scores of held-out honest units, one a unit: the highest of its accounts. Split conformal
 * calibration (Vovk 2005; Bates et al. 2023): nothing is claimed beyond one in n + 1. Immutable.
 */
public final class HonestScores {
  private final double[] ascending;

  /** Throws IllegalArgumentException for a score outside 0 to 1. */
  public HonestScores(double[] scores) {
    this.ascending = scores.clone();
    Arrays.sort(ascending);
    for (double score : ascending) {
      if (!(score >= 0 && score <= 1)) {
        throw new IllegalArgumentException(
            "score of an honest unit is not within 0 to 1: " + score);
      }
    }
  }

  /** How many honest units there are to one that scores as high; at least 1, at most n + 1. */
  public long rarerThanOneIn(double score) {
    return (units() + 1L) / (1L + Quantiles.countAtLeast(ascending, score));
  }

  /** The share of honest units that score lower, 0 to 1; 0 without units. */
  public double shareBelow(double score) {
    return units() == 0 ? 0 : 1 - (double) Quantiles.countAtLeast(ascending, score) / units();
  }

  /**
   * The lowest score that, with 95 % confidence, at most that share of honest units reaches (exact
   * binomial bound of Clopper and Pearson). Empty: too few units to say.
   */
  public OptionalDouble scoreReachedByAtMost(double rate) {
    int reached = -1;
    while (reached + 1 < units() && Tails.clopperPearsonUpper(reached + 1, units()) <= rate) {
      reached++;
    }
    return reached < 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.nextUp(ascending[units() - 1 - reached]));
  }

  public int units() {
    return ascending.length;
  }

  public List<Double> ascending() {
    return Arrays.stream(ascending).boxed().toList();
  }
}
