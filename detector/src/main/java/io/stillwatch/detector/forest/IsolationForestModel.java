package io.stillwatch.detector.forest;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.util.Pair;
import io.stillwatch.v1.IsolationForestData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.anomaly.Event;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.protos.core.ModelDataProto;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.ModelProvenance;

/**
 * An isolation forest as a Tribuo model. Predicts {@link Event.EventType#ANOMALOUS} from the
 * threshold score on; the event's score is the paper's anomaly score, 0 to 1. Immutable but for its
 * name; safe for any number of threads.
 */
public final class IsolationForestModel extends Model<Event> {
  /** The version of the serialized form. */
  public static final int CURRENT_VERSION = 1;

  private static final long serialVersionUID = 1;

  private final transient IsolationForest forest;
  private final double thresholdScore;

  IsolationForestModel(
      String name,
      ModelProvenance provenance,
      ImmutableFeatureMap features,
      ImmutableOutputInfo<Event> outputs,
      IsolationForest forest,
      double thresholdScore) {
    super(name, provenance, features, outputs, false);
    if (forest.columns() != features.size()) {
      throw new IllegalArgumentException(
          "a forest of " + forest.columns() + " features for a domain of " + features.size());
    }
    if (!(thresholdScore >= 0 && thresholdScore <= 1)) {
      throw new IllegalArgumentException("threshold score is not within 0 to 1: " + thresholdScore);
    }
    this.forest = forest;
    this.thresholdScore = thresholdScore;
  }

  /** Found by Tribuo's name for it. Throws for whatever {@link #serialize} did not write. */
  public static IsolationForestModel deserializeFromProto(
      int version, String className, Any message) throws InvalidProtocolBufferException {
    checkVersion(version);
    IsolationForestData data = message.unpack(IsolationForestData.class);
    ModelDataCarrier<?> carrier =
        ModelDataCarrier.deserialize(data.getMetadata().unpack(ModelDataProto.class));
    return new IsolationForestModel(
        carrier.name(),
        carrier.provenance(),
        carrier.featureDomain(),
        events(carrier.outputDomain()),
        ForestWire.read(data, carrier.featureDomain().size()),
        data.getThresholdScore());
  }

  static void checkVersion(int version) {
    if (version < 0 || version > CURRENT_VERSION) {
      throw new IllegalArgumentException(
          "a forest of version " + version + "; this build reads up to " + CURRENT_VERSION);
    }
  }

  /**
   * The forest over rows whose columns have these names; more names than it looks at are no harm.
   */
  public IsolationForest over(List<String> names) {
    int[] places = new int[featureIDMap.size()];
    for (int id = 0; id < places.length; id++) {
      String name = featureIDMap.get(id).getName();
      places[id] = names.indexOf(name);
      if (places[id] < 0) {
        throw new IllegalArgumentException("the forest looks at an unknown feature: " + name);
      }
    }
    return forest.withColumns(places, names.size());
  }

  /** The score from which a row is called anomalous, 0 to 1. */
  public double thresholdScore() {
    return thresholdScore;
  }

  @Override
  public Prediction<Event> predict(Example<Event> example) {
    float[] row = knownRow(example);
    double score = forest.score(row);
    Event.EventType type =
        score >= thresholdScore ? Event.EventType.ANOMALOUS : Event.EventType.EXPECTED;
    return new Prediction<>(new Event(type, score), present(row), example);
  }

  /**
   * How much each feature moves the training rows' scores on average, in bits, by falling weight.
   */
  @Override
  public Map<String, List<Pair<String, Double>>> getTopFeatures(int n) {
    List<Pair<String, Double>> ranked = ranked(forest.importances());
    return Map.of(ALL_OUTPUTS, n < 0 ? ranked : ranked.subList(0, Math.min(n, ranked.size())));
  }

  /** What each feature adds to the logarithm of the example's score, in bits, by falling size. */
  @Override
  public Optional<Excuse<Event>> getExcuse(Example<Event> example) {
    float[] row = knownRow(example);
    return Optional.of(
        new Excuse<>(
            example, predict(example), Map.of(ALL_OUTPUTS, ranked(forest.attribution(row)))));
  }

  @Override
  public ModelProto serialize() {
    ModelDataProto metadata = createDataCarrier().serialize();
    return ModelProto.newBuilder()
        .setVersion(CURRENT_VERSION)
        .setClassName(IsolationForestModel.class.getName())
        .setSerializedData(Any.pack(ForestWire.write(forest, thresholdScore, metadata)))
        .build();
  }

  /** Shares the forest, which never changes. */
  @Override
  protected IsolationForestModel copy(String newName, ModelProvenance newProvenance) {
    return new IsolationForestModel(
        newName, newProvenance, featureIDMap, outputIDInfo, forest, thresholdScore);
  }

  private float[] knownRow(Example<Event> example) {
    float[] row = IsolationForestTrainer.row(example, featureIDMap);
    if (present(row) == 0) {
      throw new IllegalArgumentException("No features found in Example " + example);
    }
    return row;
  }

  private List<Pair<String, Double>> ranked(double[] bits) {
    List<Pair<String, Double>> ranked = new ArrayList<>();
    for (int id = 0; id < bits.length; id++) {
      ranked.add(new Pair<>(featureIDMap.get(id).getName(), bits[id]));
    }
    ranked.sort(Comparator.comparingDouble(pair -> -Math.abs(pair.getB())));
    return ranked;
  }

  private static int present(float[] row) {
    int present = 0;
    for (float value : row) {
      present += Float.isNaN(value) ? 0 : 1;
    }
    return present;
  }

  @SuppressWarnings("unchecked") // Every output of the domain was looked at.
  private static ImmutableOutputInfo<Event> events(ImmutableOutputInfo<?> outputs) {
    for (Object output : outputs.getDomain()) {
      if (!(output instanceof Event)) {
        throw new IllegalArgumentException("not a domain of events: " + output);
      }
    }
    return (ImmutableOutputInfo<Event>) outputs;
  }
}
