package io.stillwatch.detector;

import io.stillwatch.detector.calibration.TypicalValue;
import io.stillwatch.detector.forest.Contribution;
import io.stillwatch.detector.forest.IsolationForest;
import io.stillwatch.detector.network.Membership;
import io.stillwatch.features.Feature;
import io.stillwatch.features.FeatureCatalogue;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.v1.NetworkEvidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts a verdict into words: what the network's members share, and which values are odd. */
final class Explanation {
  private static final double LEAST_BITS = 0.005;

  private final IsolationForest forest;
  private final double[] seen;
  private final Peers peers;
  private final @Nullable Membership membership;

  /**
   * @param seen what the forest sees of the vector
   */
  Explanation(IsolationForest forest, double[] seen, Peers peers, @Nullable Membership membership) {
    this.forest = forest;
    this.seen = seen;
    this.peers = peers;
    this.membership = membership;
  }

  List<Reason> of(FeatureVector vector) {
    List<Reason> reasons = new ArrayList<>();
    if (membership != null) {
      membership.network().getEvidenceList().forEach(evidence -> reasons.add(shared(evidence)));
    }
    if (vector.requests7d() < Judge.LEAST_REQUESTS) {
      reasons.add(support(vector));
    }
    for (Contribution contribution : forest.explain(seen)) {
      if (Math.abs(contribution.bits()) >= LEAST_BITS) {
        reasons.add(odd(contribution, vector));
      }
    }
    reasons.sort(Comparator.comparingDouble(reason -> -Math.abs(reason.bits())));
    return reasons;
  }

  /** What an honest cause explains weighs nothing. */
  private static Reason shared(NetworkEvidence evidence) {
    double bits = evidence.getExplained() ? 0 : -evidence.getLogChance() / Math.log(2);
    String text =
        "Its network: "
            + evidence.getText()
            + (evidence.getExplained() ? "; explained by " + evidence.getCause() : "")
            + '.';
    String value = evidence.getSharing() + " of " + evidence.getMembers();
    return new Reason("network." + evidence.getFamily(), bits, value, "", Double.NaN, true, text);
  }

  private static Reason support(FeatureVector vector) {
    String value = vector.requests7d() + " requests";
    String text =
        "Only " + value + " in 7 days: fewer than " + Judge.LEAST_REQUESTS + " say too little.";
    return new Reason("support", 0, value, "", Double.NaN, true, text);
  }

  private Reason odd(Contribution contribution, FeatureVector vector) {
    int place = contribution.feature();
    double value = vector.values()[place];
    Feature feature = FeatureCatalogue.features().get(place);
    TypicalValue typical = peers.typicalValue(place);
    String unit = feature.unit().equals("0 to 1") ? "" : " " + feature.unit();
    String printed = Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.3g%s", value, unit);
    String range = typical.isKnown() ? typical.text() + unit : "";
    String text =
        sentence(feature, printed, peers.name(place) + range, value, typical)
            + beside(contribution);
    return new Reason(
        feature.name(),
        contribution.bits(),
        printed,
        range,
        contribution.percentile(),
        false,
        text);
  }

  /** Where the value stands among the accounts that the forest was grown on. */
  private static String beside(Contribution contribution) {
    double percent = 100 * contribution.percentile();
    return switch (contribution.side()) {
      case UNKNOWN -> "";
      case HIGH -> String.format(Locale.ROOT, " Higher than %.1f %% of the baseline.", percent);
      case LOW -> String.format(Locale.ROOT, " Lower than %.1f %% of the baseline.", 100 - percent);
    };
  }

  private static String sentence(
      Feature feature, String printed, String range, double value, TypicalValue typical) {
    if (printed.isEmpty()) {
      return feature.name() + " is missing.";
    }
    if (!typical.isKnown()) {
      return feature.name() + " is " + printed + ", which no honest account has.";
    }
    String where = value > typical.p95() ? "above" : value < typical.p05() ? "below" : "within";
    return feature.name() + " is " + printed + ", " + where + " the middle 90 % of " + range + '.';
  }
}
