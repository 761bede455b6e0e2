package io.stillwatch.evaluation.baselines;

import io.stillwatch.features.FeatureVector;
import java.util.Comparator;
import java.util.List;

/**
 * A day, and those that honesty may be learned from.
 *
 * @param trusted open accounts of the trusted earlier days, one vector each; kept by account id;
 *     may be empty
 * @param today the day to be scored, one vector an account
 */
public record ScoredDay(List<FeatureVector> trusted, List<FeatureVector> today) {
  public ScoredDay {
    trusted =
        trusted.stream()
            .sorted(Comparator.comparing(vector -> vector.account().accountId()))
            .toList();
    today = List.copyOf(today);
  }
}
