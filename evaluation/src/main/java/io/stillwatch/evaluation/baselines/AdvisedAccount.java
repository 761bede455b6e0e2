package io.stillwatch.evaluation.baselines;

import io.stillwatch.features.FeatureCatalogue;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import java.util.EnumSet;
import java.util.Locale;

/** What the advisory's rules ask of an account. */
record AdvisedAccount(FeatureVector vector, Sharing sharing) {
  /** False where the feature is missing. */
  boolean atLeast(String feature, double threshold) {
    return value(feature) >= threshold;
  }

  /** False where the feature is missing. */
  boolean atMost(String feature, double threshold) {
    return value(feature) <= threshold;
  }

  /** Whether the plan is known, and not an enterprise's by its name. */
  boolean isBelowEnterprise() {
    String plan = vector.account().plan();
    return !plan.isEmpty() && !plan.toLowerCase(Locale.ROOT).contains("enterprise");
  }

  /** Keys of a family that at least 2 % of the account's sampled calls carry. */
  int keys(LinkFamily family) {
    return Attribute.of(vector, EnumSet.of(family), Sharing.LEAST_SHARE).size();
  }

  /** API keys or address prefixes, whichever are more. */
  int pathways() {
    return Math.max(vector.account().apiKeyTokens().size(), keys(LinkFamily.ADDRESS));
  }

  /** Units that carry the most common of the account's keys of a family, its own among them. */
  int unitsSharing(LinkFamily family) {
    return sharing.most(Attribute.of(vector, EnumSet.of(family), Sharing.LEAST_SHARE));
  }

  /** Units with the same e-mail pattern that signed up in the same hour, its own among them. */
  int unitsSignedUpAlike() {
    return sharing.most(Attribute.ofSignUp(vector));
  }

  private double value(String feature) {
    return vector.values()[FeatureCatalogue.indexOf(feature)];
  }
}
