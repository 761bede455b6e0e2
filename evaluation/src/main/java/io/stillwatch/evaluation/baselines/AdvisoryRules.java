package io.stillwatch.evaluation.baselines;

import io.stillwatch.features.FeatureVector;
import java.util.Arrays;

/**
 * How many indicators of the agencies' advisory AA26-251A an account shows: of the 13 that {@link
 * AdvisoryRule} knows. The advisory weighs none above another and names no thresholds; these are
 * ours. What a vector does not say does not fire. Costs one pass over the day's links and one over
 * its accounts.
 */
final class AdvisoryRules implements Baseline {
  @Override
  public String name() {
    return "advisory_rules";
  }

  @Override
  public double[] scores(ScoredDay day) {
    Sharing sharing = new Sharing(day.today());
    return day.today().stream().mapToDouble(vector -> fired(vector, sharing)).toArray();
  }

  private static double fired(FeatureVector vector, Sharing sharing) {
    AdvisedAccount account = new AdvisedAccount(vector, sharing);
    return Arrays.stream(AdvisoryRule.values()).filter(rule -> rule.fires(account)).count();
  }
}
