package io.stillwatch.evaluation.baselines;

import io.stillwatch.features.FeatureVector;

/** The volume rule: an account's mean calls a day within the last 7 days. */
final class RequestsPerDay implements Baseline {
  private static final double DAYS = 7;

  @Override
  public String name() {
    return "requests_per_day";
  }

  @Override
  public double[] scores(ScoredDay day) {
    return day.today().stream().mapToDouble(FeatureVector::requests7d).map(r -> r / DAYS).toArray();
  }
}
