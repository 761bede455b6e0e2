package io.stillwatch.evaluation.baselines;

import java.util.List;

/** The baselines that a report shows. */
public final class Baselines {
  private Baselines() {}

  /**
   * All, simplest first. The same seed gives the same scores.
   *
   * @param seed of forests, samples and random features
   */
  public static List<Baseline> all(long seed) {
    return List.of(
        new RequestsPerDay(),
        new AdvisoryRules(),
        new ForestAlone(seed),
        new DensityContrast(seed),
        new SharedAttributes(),
        new WindowDistance(seed));
  }
}
