package io.stillwatch.detector.forest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.util.Pair;
import io.stillwatch.v1.IsolationForestData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.anomaly.AnomalyFactory;
import org.tribuo.anomaly.Event;
import org.tribuo.anomaly.evaluation.AnomalyEvaluator;
import org.tribuo.impl.ArrayExample;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.test.Helpers;

class TribuoTest {
  private static final List<String> NAMES = List.of("zeta", "alpha", "mid");

  private static boolean baitTaken;

  private static FeatureTable table() {
    float[][] rows = IsolationForestTest.gaussians(600, 3, 21);
    rows[5][1] = Float.NaN;
    return new FeatureTable(rows, NAMES, "a test", Instant.EPOCH);
  }

  private static MutableDataset<Event> copied(FeatureTable table) {
    MutableDataset<Event> copy =
        new MutableDataset<>(table.getSourceProvenance(), table.getOutputFactory());
    copy.addAll(table.getData());
    return copy;
  }

  private static Example<Event> example(double zeta, double alpha) {
    return new ArrayExample<>(
        AnomalyFactory.UNKNOWN_EVENT,
        new String[] {"zeta", "alpha", "unheard of"},
        new double[] {zeta, alpha, 1});
  }

  @Test
  void train_tableAndExamples_giveTheSameForest() {
    IsolationForestModel fromTable = new IsolationForestTrainer(50, 64, 0.01, 3).train(table());
    IsolationForestModel fromExamples =
        new IsolationForestTrainer(50, 64, 0.01, 3).train(copied(table()));

    Event a = fromTable.predict(example(1, 2)).getOutput();
    Event b = fromExamples.predict(example(1, 2)).getOutput();
    assertThat(a.fullEquals(b)).isTrue();
    assertThat(fromTable.over(NAMES).score(new double[] {1, 2, Double.NaN}))
        .isEqualTo(a.getScore());
  }

  @Test
  void predict_farAway_isAnomalous() {
    IsolationForestModel model = new IsolationForestTrainer().train(table());

    Prediction<Event> far = model.predict(example(9, -9));
    assertThat(far.getOutput().getType()).isEqualTo(Event.EventType.ANOMALOUS);
    assertThat(far.getNumActiveFeatures()).isEqualTo(2);
    assertThat(model.predict(example(0, 0)).getOutput().getType())
        .isEqualTo(Event.EventType.EXPECTED);
  }

  @Test
  void predict_nothingKnown_isRefused() {
    IsolationForestModel model = new IsolationForestTrainer(5, 16, 0.1, 1).train(table());
    Example<Event> strange =
        new ArrayExample<>(AnomalyFactory.UNKNOWN_EVENT, new String[] {"x"}, new double[] {1});

    assertThatIllegalArgumentException().isThrownBy(() -> model.predict(strange));
  }

  @Test
  void serialize_model_comesBack() {
    Model<Event> model = new IsolationForestTrainer(20, 64, 0.01, 5).train(table());

    Helpers.testModelSerialization(model, Event.class);
    Helpers.testModelProtoSerialization(model, Event.class, copied(table()));
    Helpers.testProvenanceMarshalling(model.getProvenance());
    IsolationForestModel read = ForestFile.read(model.serialize().toByteString());
    assertThat(read.over(NAMES).score(new double[] {1, 2, 3}))
        .isEqualTo(((IsolationForestModel) model).over(NAMES).score(new double[] {1, 2, 3}));
  }

  @Test
  void configuration_ofATrainer_growsTheSameForestAgain() {
    Helpers.testConfigurableRoundtrip(new IsolationForestTrainer(20, 64, 0.02, 5));
    IsolationForestModel model = new IsolationForestTrainer(20, 64, 0.02, 5).train(table());
    ConfigurationManager manager = new ConfigurationManager();
    manager.addConfiguration(
        ProvenanceUtil.extractConfiguration(model.getProvenance().getTrainerProvenance()));

    IsolationForestTrainer again = manager.lookupAll(IsolationForestTrainer.class).get(0);
    assertThat(again.train(table()).thresholdScore()).isEqualTo(model.thresholdScore());
  }

  @Test
  void provenance_ofAModel_growsTheSameTreesAgain() {
    ForestSettings settings = ForestSettings.of(20, 64, 5).withMaxDepth(4).withGroupRows(6);
    FeatureTable table = grouped();
    IsolationForestTrainer trainer = new IsolationForestTrainer(settings, 0.02, 2);
    trainer.train(table);
    IsolationForestModel second = trainer.train(table);
    ConfigurationManager manager = new ConfigurationManager();
    manager.addConfiguration(ProvenanceUtil.extractConfiguration(second.getProvenance()));

    IsolationForestTrainer again = manager.lookupAll(IsolationForestTrainer.class).get(0);
    assertThat(again).hasToString(trainer.toString());
    IsolationForest regrown = again.train(copied(table), Map.of(), 1).over(NAMES);
    assertThat(regrown.arrays()).usingRecursiveComparison().isEqualTo(second.over(NAMES).arrays());
  }

  /** Half of the rows are of one group. */
  private static FeatureTable grouped() {
    float[][] rows = IsolationForestTest.gaussians(600, 3, 21);
    List<String> groups =
        IntStream.range(0, rows.length).mapToObj(i -> i % 2 == 0 ? "heavy" : "").toList();
    return new FeatureTable(rows, NAMES, groups, "a test", Instant.EPOCH);
  }

  @Test
  void train_groupRows_areKept() {
    ForestSettings settings = ForestSettings.of(20, 64, 5).withGroupRows(6);
    IsolationForest capped =
        new IsolationForestTrainer(settings, 0.02, 1).train(grouped()).over(NAMES);
    IsolationForest free = new IsolationForestTrainer(20, 64, 0.02, 5).train(grouped()).over(NAMES);
    assertThat(capped.arrays().thresholds()).isNotEqualTo(free.arrays().thresholds());
    assertThat(capped.sampleSize()).isEqualTo(64);
  }

  @Test
  void train_threshold_leavesTheAnomalousShareAbove() {
    FeatureTable table = table();
    IsolationForestModel model = new IsolationForestTrainer(100, 64, 0.05, 5).train(table);
    long above =
        table.getData().stream()
            .filter(row -> model.predict(row).getOutput().getScore() >= model.thresholdScore())
            .count();
    assertThat(above).isBetween(30L, 32L);
  }

  @Test
  void train_maxDepth_isKept() {
    ForestSettings settings = ForestSettings.of(10, 64, 5).withMaxDepth(2);
    IsolationForestModel model = new IsolationForestTrainer(settings, 0.05, 1).train(table());
    assertThat(model.over(NAMES).nodes()).isLessThanOrEqualTo(10 * 7);
  }

  @Test
  void train_twice_differsUntilTheInvocationCountIsSetBack() {
    IsolationForestTrainer trainer = new IsolationForestTrainer(20, 64, 0.02, 5);
    double first = trainer.train(table()).thresholdScore();
    double second = trainer.train(table()).thresholdScore();

    assertThat(trainer.getInvocationCount()).isEqualTo(2);
    assertThat(second).isNotEqualTo(first);
    assertThat(trainer.train(table(), Map.of(), 0).thresholdScore()).isEqualTo(first);
    assertThatIllegalArgumentException().isThrownBy(() -> trainer.setInvocationCount(-3));
  }

  @Test
  void trainer_nonsense_isRefused() {
    assertThatExceptionOfType(PropertyException.class)
        .isThrownBy(() -> new IsolationForestTrainer(0, 64, 0.02, 5));
    assertThatExceptionOfType(PropertyException.class)
        .isThrownBy(() -> new IsolationForestTrainer(5, 1, 0.02, 5));
    assertThatExceptionOfType(PropertyException.class)
        .isThrownBy(() -> new IsolationForestTrainer(5, 64, Double.NaN, 5));
    assertThatExceptionOfType(PropertyException.class)
        .isThrownBy(() -> new IsolationForestTrainer(ForestSettings.of(5, 64, 5), 0.1, 0))
        .withMessageContaining("threads = 0");
  }

  @Test
  void excuse_oddFeature_comesFirstAndAddsUp() {
    IsolationForestModel model = new IsolationForestTrainer().train(table());

    Excuse<Event> excuse = model.getExcuse(example(0, 7)).orElseThrow();
    List<Pair<String, Double>> reasons = excuse.getScores().get(Model.ALL_OUTPUTS);
    assertThat(reasons.get(0).getA()).isEqualTo("alpha");
    assertThat(reasons.get(0).getB()).isPositive();
    double bits = reasons.stream().mapToDouble(Pair::getB).sum();
    double score = excuse.getPrediction().getOutput().getScore();
    assertThat(model.over(NAMES).expectedBits() + bits)
        .isCloseTo(Math.log(score) / Math.log(2), within(1e-9));
  }

  @Test
  void topFeatures_ofN_areTheHeaviest() {
    IsolationForestModel model = new IsolationForestTrainer().train(table());

    assertThat(model.getTopFeatures(-1).get(Model.ALL_OUTPUTS)).hasSize(3);
    assertThat(model.getTopFeatures(2).get(Model.ALL_OUTPUTS))
        .hasSize(2)
        .isEqualTo(model.getTopFeatures(-1).get(Model.ALL_OUTPUTS).subList(0, 2));
  }

  @Test
  void copy_ofAModel_predictsTheSame() {
    IsolationForestModel model = new IsolationForestTrainer(20, 64, 0.02, 5).train(table());

    Event copied = model.copy().predict(example(1, 1)).getOutput();
    assertThat(copied.fullEquals(model.predict(example(1, 1)).getOutput())).isTrue();
  }

  @Test
  void evaluate_labelledRows_worksWithTribuosEvaluator() {
    IsolationForestModel model = new IsolationForestTrainer().train(table());
    MutableDataset<Event> labelled =
        new MutableDataset<>(table().getSourceProvenance(), table().getOutputFactory());
    for (int i = 0; i < 20; i++) {
      boolean odd = i % 4 == 0;
      labelled.add(
          new ArrayExample<>(
              odd ? AnomalyFactory.ANOMALOUS_EVENT : AnomalyFactory.EXPECTED_EVENT,
              new String[] {"zeta", "alpha", "mid"},
              new double[] {odd ? 9 : 0, odd ? -9 : 0.1, 0}));
    }

    assertThat(new AnomalyEvaluator().evaluate(model, labelled).getRecall()).isEqualTo(1);
  }

  @Test
  void read_foreignClass_isRefusedBeforeItIsLookedUp() {
    ModelProto model = new IsolationForestTrainer(3, 16, 0.1, 1).train(table()).serialize();
    String foreign = Bait.class.getName();

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ForestFile.read(model.toBuilder().setClassName(foreign).build().toByteString()))
        .withMessageContaining("it names the class");
    assertThat(baitTaken).isFalse();
  }

  @Test
  void read_foreignClassInside_isRefusedBeforeItIsLookedUp() throws Exception {
    ModelProto model = new IsolationForestTrainer(3, 16, 0.1, 1).train(table()).serialize();
    IsolationForestData data = model.getSerializedData().unpack(IsolationForestData.class);
    String known = "org.tribuo.ImmutableFeatureMap";
    ByteString swapped =
        ByteString.copyFrom(
            data.getMetadata()
                .getValue()
                .toString(ISO_8859_1)
                .replace(known, "org.tribuo.ImmutableFeatureBat"),
            ISO_8859_1);
    IsolationForestData hostile =
        data.toBuilder().setMetadata(data.getMetadata().toBuilder().setValue(swapped)).build();
    ModelProto file = model.toBuilder().setSerializedData(Any.pack(hostile)).build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ForestFile.read(file.toByteString()))
        .withMessageContaining("it names the class \"org.tribuo.ImmutableFeatureBat\"");
  }

  /** Must never be initialised. */
  private static final class Bait {
    static {
      baitTaken = true;
    }
  }
}
