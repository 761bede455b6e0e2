package io.stillwatch.detector;

import io.stillwatch.detector.bundle.BundleRejected;
import io.stillwatch.detector.calibration.HonestScores;
import io.stillwatch.detector.calibration.TypicalValue;
import io.stillwatch.detector.forest.ForestFile;
import io.stillwatch.detector.forest.IsolationForest;
import io.stillwatch.detector.network.Membership;
import io.stillwatch.detector.network.NetworkIndex;
import io.stillwatch.detector.network.NetworkStanding;
import io.stillwatch.detector.peers.PeerScales;
import io.stillwatch.detector.personas.Personas;
import io.stillwatch.features.FeatureCatalogue;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.Strand;
import io.stillwatch.v1.Calibration;
import io.stillwatch.v1.FeatureSchema;
import io.stillwatch.v1.ModelBundle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges vectors by one model bundle. Immutable; safe for any number of threads. */
public final class Judge {
  /** With fewer calls in 7 days nothing is said of an account alone. */
  static final int LEAST_REQUESTS = 30;

  private final ModelBundle bundle;
  private final IsolationForest forest;
  private final HonestScores honest;
  private final double watchScore;
  private final List<TypicalValue> typicalValues;
  private final @Nullable Personas personas;
  private final SeenByForest seen;
  private final NetworkIndex networks;

  private Judge(ModelBundle bundle) {
    this.bundle = bundle;
    checkSchema(bundle.getSchema());
    Manifests.check(bundle.getManifest());
    Calibration calibration = bundle.getCalibration();
    this.forest = ForestFile.read(bundle.getForest()).over(FeatureCatalogue.names());
    this.honest =
        new HonestScores(
            calibration.getHonestScoresList().stream().mapToDouble(Double::doubleValue).toArray());
    this.watchScore =
        calibration.hasWatchScore() ? calibration.getWatchScore() : Double.POSITIVE_INFINITY;
    this.typicalValues =
        calibration.getTypicalRangesList().stream().map(TypicalValue::read).toList();
    this.personas = bundle.hasPersonas() ? Personas.read(bundle.getPersonas()) : null;
    this.seen =
        new SeenByForest(
            personas, bundle.hasPeerScales() ? PeerScales.read(bundle.getPeerScales()) : null);
    checkCalibration();
    this.networks = new NetworkIndex(bundle.getNetworks());
  }

  /** Throws BundleRejected for a bundle whose contents are damaged or not this build's. */
  public static Judge of(ModelBundle bundle) {
    try {
      return new Judge(bundle);
    } catch (BundleRejected otherFeatures) {
      throw otherFeatures;
    } catch (RuntimeException broken) {
      throw new BundleRejected("a bundle that cannot judge: " + broken.getMessage(), broken);
    }
  }

  /** Costs one walk through each tree and a few map reads; waits for nothing. */
  public Verdict judge(FeatureVector vector) {
    String account = vector.account().accountId();
    Membership membership = suspiciousMembership(vector);
    if (membership == null && vector.requests7d() < LEAST_REQUESTS) {
      return new Verdict(account, Band.UNKNOWN, 0, 1, "");
    }
    double score = forest.score(seen.of(vector));
    Band band = band(membership, score);
    return new Verdict(
        account,
        band,
        risk(band, membership, score),
        band == Band.SOFT ? honest.units() + 1L : honest.rarerThanOneIn(score),
        membership == null ? "" : membership.network().getId());
  }

  /** By falling weight. */
  public List<Reason> explain(FeatureVector vector) {
    return new Explanation(forest, seen.of(vector), peers(vector), networks.of(vector)).of(vector);
  }

  /** Whether the strand's frame is near to one that turned hot in a network. */
  public boolean isHot(Strand strand) {
    return networks.isHot(strand);
  }

  public ModelBundle bundle() {
    return bundle;
  }

  /** Whether a member of a network is at {@link Band#SOFT}, whatever he does alone. */
  public static boolean isSoft(Membership membership) {
    return membership.standing() == NetworkStanding.VERIFIED && membership.isCore();
  }

  private @Nullable Membership suspiciousMembership(FeatureVector vector) {
    Membership membership = networks.of(vector);
    return membership == null || membership.standing() == NetworkStanding.EXPLAINED
        ? null
        : membership;
  }

  private Peers peers(FeatureVector vector) {
    return new Peers(
        typicalValues, personas == null ? null : personas.nearest(Training.row(vector)).persona());
  }

  private Band band(@Nullable Membership membership, double score) {
    if (membership != null) {
      return isSoft(membership) ? Band.SOFT : Band.WATCH;
    }
    return score >= watchScore ? Band.WATCH : Band.NONE;
  }

  /** A range for each band; within it the account's weight in a network, then its oddness. */
  private double risk(Band band, @Nullable Membership membership, double score) {
    double oddness = 0.9 * honest.shareBelow(score) + 0.1 * score;
    double within =
        membership == null ? oddness / 2 : (1 + membership.weight() + 0.1 * oddness) / 2.1;
    return switch (band) {
      case UNKNOWN -> 0;
      case NONE -> 0.5 * oddness;
      case WATCH -> 0.5 + 0.25 * within;
      case SOFT -> 0.75 + 0.15 * within;
      case HARD -> 0.9 + 0.1 * within;
    };
  }

  private void checkCalibration() {
    if (Double.isNaN(watchScore) || watchScore < 0) {
      throw new IllegalArgumentException("the watch score is " + watchScore);
    }
    if (typicalValues.size() != FeatureCatalogue.size()) {
      throw new IllegalArgumentException(
          typicalValues.size() + " typical ranges for " + FeatureCatalogue.size() + " features");
    }
    if (personas != null && personas.features() != FeatureCatalogue.size()) {
      throw new IllegalArgumentException(
          "personas of " + personas.features() + " features for " + FeatureCatalogue.size());
    }
  }

  private static void checkSchema(FeatureSchema schema) {
    if (!schema.getFingerprint().equals(FeatureCatalogue.fingerprint())
        || !schema.getNamesList().equals(FeatureCatalogue.names())) {
      throw BundleRejected.ofOtherFeatures(
          "made for other features, with the fingerprint \"" + schema.getFingerprint() + '"');
    }
  }
}
