package io.stillwatch.evaluation.baselines;

import io.stillwatch.features.FeatureVector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A day, and those before it that honesty may be learned from.
 *
 * @param baseline trusted earlier days in any order, each with one vector an account; may be empty
 * @param today the day to be scored, one vector an account
 */
public record ScoredDay(List<List<FeatureVector>> baseline, List<FeatureVector> today) {
  public ScoredDay {
    baseline = baseline.stream().map(List::copyOf).toList();
    today = List.copyOf(today);
  }

  /**
   * Each account of the baseline once, as on its newest day there, by account id; without accounts
   * that the platform has closed since.
   */
  List<FeatureVector> trusted() {
    Map<String, FeatureVector> newest = new TreeMap<>();
    Set<String> closed = new HashSet<>();
    for (List<FeatureVector> day : baseline) {
      for (FeatureVector vector : day) {
        newest.merge(vector.account().accountId(), vector, ScoredDay::newer);
        addIfClosed(vector, closed);
      }
    }
    today.forEach(vector -> addIfClosed(vector, closed));
    newest.keySet().removeAll(closed);
    return new ArrayList<>(newest.values());
  }

  private static FeatureVector newer(FeatureVector one, FeatureVector other) {
    return other.asOf().isAfter(one.asOf()) ? other : one;
  }

  private static void addIfClosed(FeatureVector vector, Set<String> closed) {
    if (vector.account().silenced()) {
      closed.add(vector.account().accountId());
    }
  }
}
