package io.stillwatch.detector;

import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import io.stillwatch.detector.calibration.HonestScores;
import io.stillwatch.detector.calibration.TypicalValue;
import io.stillwatch.detector.forest.FeatureTable;
import io.stillwatch.detector.forest.IsolationForest;
import io.stillwatch.detector.forest.IsolationForestModel;
import io.stillwatch.detector.forest.IsolationForestTrainer;
import io.stillwatch.detector.network.Discovery;
import io.stillwatch.detector.network.Membership;
import io.stillwatch.detector.network.NetworkIndex;
import io.stillwatch.detector.network.NetworkStanding;
import io.stillwatch.detector.peers.PeerScales;
import io.stillwatch.detector.personas.Personas;
import io.stillwatch.features.FeatureCatalogue;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.v1.Calibration;
import io.stillwatch.v1.FeatureSchema;
import io.stillwatch.v1.ModelBundle;
import io.stillwatch.v1.NetworkSnapshot;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A training night: days of vectors become a model bundle. Networks are found first; what is in one
 * is no baseline. The forest is grown on one half of the trusted units as they were on the baseline
 * days; the other half calibrates it as it is today, so that what all honest accounts went through
 * since does not raise alarms.
 */
public final class Training {
  /** The share of honest units that may be watched for oddness. */
  static final double WATCH_RATE = 0.005;

  private static final int TREES = 256;
  private static final int SAMPLE_SIZE = 256;
  private static final double ANOMALOUS_SHARE = 0.01;

  private final TrainingInput input;
  private final NetworkSnapshot networks;
  private final NetworkIndex index;
  private final TrustedBaseline baseline;
  private final Personas personas;
  private final PeerScales scales;
  private final SeenByForest seen;
  private final IsolationForestModel model;
  private final IsolationForest forest;
  private final HonestScores honest;
  private final OptionalDouble watchScore;

  private Training(TrainingInput input) {
    this.input = input;
    this.networks = discover(input);
    this.index = new NetworkIndex(networks);
    this.baseline = new TrustedBaseline(input, suspectUnits());
    baseline.requireEnough();
    float[][] rows = baseline.fitting().stream().map(Training::row).toArray(float[][]::new);
    this.personas = personas(rows, input);
    this.scales = scales();
    this.seen = new SeenByForest(personas, scales);
    this.model = grow(baseline.fitting().stream().map(this::seenRow).toArray(float[][]::new));
    this.forest = model.over(FeatureCatalogue.names());
    this.honest = new HonestScores(calibrationScores());
    this.watchScore = honest.scoreReachedByAtMost(WATCH_RATE);
  }

  /**
   * Learns a model. The same input gives the same verdicts. Throws IllegalStateException with the
   * figure if there is too little to learn from: fewer than 2 baseline days or 200 trusted
   * accounts.
   */
  public static ModelBundle fit(TrainingInput input) {
    TrustedBaseline.requireEnough(input);
    return new Training(input).bundle();
  }

  private ModelBundle bundle() {
    ModelBundle bundle =
        ModelBundle.newBuilder()
            .setSchema(
                FeatureSchema.newBuilder()
                    .addAllNames(FeatureCatalogue.names())
                    .setFingerprint(FeatureCatalogue.fingerprint()))
            .setForest(model.serialize().toByteString())
            .setCalibration(calibration())
            .setNetworks(networks)
            .setPersonas(personas.write())
            .setPeerScales(scales.write())
            .build();
    String provenance = ProvenanceUtil.formattedProvenanceString(model.getProvenance());
    return bundle.toBuilder()
        .setManifest(Manifests.of(input, bundle, baseline.vectors().size(), gates(), provenance))
        .build();
  }

  private static NetworkSnapshot discover(TrainingInput input) {
    NetworkSnapshot previous = input.previous();
    return new Discovery(
            input.baseline().content(),
            input.today().vectors(),
            previous == null ? NetworkSnapshot.getDefaultInstance() : previous,
            input.seed())
        .networks(input.trainedAt());
  }

  /** Numbers are kept, but not from a version with other features. */
  private static Personas personas(float[][] rows, TrainingInput input) {
    Personas found = Personas.fit(rows, Personas.USUAL, input.seed());
    if (input.previousPersonas() == null) {
      return found;
    }
    Personas previous = Personas.read(input.previousPersonas());
    return previous.features() == found.features() ? found.matchedTo(previous) : found;
  }

  private PeerScales scales() {
    return PeerScales.of(baseline.vectors(), new SeenByForest(personas, null)::persona);
  }

  private IsolationForestModel grow(float[][] rows) {
    List<LocalDate> trusted = input.baseline().days();
    String days = trusted.get(0) + " and " + (trusted.size() - 1) + " more";
    FeatureTable table =
        new FeatureTable(
            rows, FeatureCatalogue.names(), "day vectors of " + days, input.trainedAt());
    return new IsolationForestTrainer(TREES, SAMPLE_SIZE, ANOMALOUS_SHARE, input.seed())
        .train(table);
  }

  /** Units with an account in a network that no honest cause explains. */
  private Set<String> suspectUnits() {
    Set<String> units = new HashSet<>();
    for (FeatureVector vector : input.today().vectors()) {
      if (isSuspect(vector)) {
        units.add(vector.account().unit());
      }
    }
    return units;
  }

  private boolean isSuspect(FeatureVector vector) {
    Membership membership = index.of(vector);
    return membership != null && membership.standing() != NetworkStanding.EXPLAINED;
  }

  /**
   * The highest score of each held-out unit today, or on the baseline days if it is not there
   * today.
   */
  private double[] calibrationScores() {
    Map<String, Double> scores = new HashMap<>();
    for (FeatureVector vector : input.today().vectors()) {
      addScore(vector, scores);
    }
    Set<String> there = Set.copyOf(scores.keySet());
    for (FeatureVector vector : baseline.vectors()) {
      if (!there.contains(vector.account().unit())) {
        addScore(vector, scores);
      }
    }
    return scores.values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  private void addScore(FeatureVector vector, Map<String, Double> scores) {
    String unit = vector.account().unit();
    if (baseline.calibrates(unit)
        && !vector.account().silenced()
        && vector.requests7d() >= Judge.LEAST_REQUESTS) {
      scores.merge(unit, forest.score(seen.of(vector)), Math::max);
    }
  }

  private Calibration calibration() {
    Calibration.Builder calibration =
        Calibration.newBuilder().addAllHonestScores(honest.ascending());
    watchScore.ifPresent(calibration::setWatchScore);
    for (int feature = 0; feature < FeatureCatalogue.size(); feature++) {
      int place = feature;
      double[] values =
          baseline.vectors().stream().mapToDouble(vector -> vector.values()[place]).toArray();
      calibration.addTypicalRanges(TypicalValue.of(values).write());
    }
    return calibration.build();
  }

  private Gates gates() {
    Gates gates = new Gates();
    gates.enoughAccounts(baseline.vectors().size());
    gates.enoughUnits(honest.units(), watchScore.isPresent());
    int anchors = 0;
    int watchedAnchors = 0;
    int soft = 0;
    for (FeatureVector vector : input.today().vectors()) {
      Membership membership = index.of(vector);
      soft += membership != null && membership.isSoft() ? 1 : 0;
      if (baseline.anchors(vector.account().unit())
          && vector.requests7d() >= Judge.LEAST_REQUESTS
          && !vector.account().silenced()) {
        anchors++;
        boolean isWatched =
            watchScore.isPresent() && forest.score(seen.of(vector)) >= watchScore.getAsDouble();
        watchedAnchors += isWatched ? 1 : 0;
      }
    }
    gates.fewAnchorsWatched(watchedAnchors, anchors);
    gates.fewSoft(soft, input.today().vectors().size());
    return gates;
  }

  private float[] seenRow(FeatureVector vector) {
    return row(seen.of(vector));
  }

  static float[] row(FeatureVector vector) {
    return row(vector.values());
  }

  /** Beyond single precision a value is the largest one. */
  private static float[] row(double[] values) {
    float[] row = new float[values.length];
    for (int i = 0; i < row.length; i++) {
      double value = values[i];
      row[i] = (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, value));
    }
    return row;
  }
}
