package io.stillwatch.detector.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.management.ThreadMXBean;
import io.stillwatch.detector.Judge;
import io.stillwatch.detector.PopulationFixture;
import io.stillwatch.detector.Reason;
import io.stillwatch.detector.Training;
import io.stillwatch.detector.chance.Dice;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.v1.IsolationForestData;
import io.stillwatch.v1.ModelBundle;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tribuo.protos.core.ModelProto;

/**
 * Whoever has the signing key may still not hang a service: forests are mutated, hashed and signed
 * anew, and each must be refused or judge sanely, in little time and memory. The seed is printed
 * with a failure.
 */
class HostileForestTest {
  private static final SigningKey KEY = SigningKey.generate();
  private static final int[] HOSTILE = {
    0, 1, -1, 2, 3, 255, 1 << 20, 1 << 24, Integer.MAX_VALUE, Integer.MIN_VALUE
  };
  private static final float[] HOSTILE_FLOATS = {
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MAX_VALUE,
    -0f,
    Float.MIN_VALUE
  };
  private static final int ROUNDS = 1500;
  private static final long MOST_NANOS = 2_000_000_000L;
  private static final long MOST_BYTES = 64L << 20;

  private static ModelBundle bundle;
  private static List<FeatureVector> vectors;

  @BeforeAll
  static void train() {
    PopulationFixture people = new PopulationFixture(4);
    List<FeatureVector> strangers = people.strangers(300);
    bundle = SmallForest.in(Training.fit(people.input(strangers, List.of())));
    vectors = strangers.subList(0, 5);
  }

  @Test
  void open_fieldsMutated_isRefusedOrJudgesSanely() throws InvalidProtocolBufferException {
    int judged = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      judged += open(mutated(new Dice(seed)), "fields, seed " + seed) ? 1 : 0;
    }
    assertThat(judged).as("judged").isBetween(1, ROUNDS / 2);
  }

  @Test
  void open_bytesMutated_isRefusedOrJudgesSanely() {
    int judged = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      ByteString forest = cut(bundle.getForest(), new Dice(seed));
      judged += open(forest, "bytes, seed " + seed) ? 1 : 0;
    }
    assertThat(judged).as("judged").isLessThan(ROUNDS / 2);
  }

  private static boolean open(ByteString forest, String which) {
    byte[] file = KEY.sign(bundle.toBuilder().setForest(forest).build()).toByteArray();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes = threads.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    boolean judged = judges(file, which);
    assertThat(System.nanoTime() - start).as(which).isLessThan(MOST_NANOS);
    assertThat(threads.getCurrentThreadAllocatedBytes() - bytes).as(which).isLessThan(MOST_BYTES);
    return judged;
  }

  private static boolean judges(byte[] file, String which) {
    Judge judge;
    try {
      judge = KEY.trusted().open(file);
    } catch (BundleRejected refused) {
      return false;
    }
    for (FeatureVector vector : vectors) {
      assertThat(judge.judge(vector).risk()).as(which).isBetween(0.0, 1.0);
      assertThat(judge.explain(vector))
          .as(which)
          .extracting(Reason::bits)
          .allMatch(Double::isFinite);
    }
    return true;
  }

  /** One to three values of the arrays changed. */
  private static ByteString mutated(Dice dice) throws InvalidProtocolBufferException {
    ModelProto model = ModelProto.parseFrom(bundle.getForest());
    IsolationForestData.Builder data =
        model.getSerializedData().unpack(IsolationForestData.class).toBuilder();
    for (int i = dice.below(3); i >= 0; i--) {
      mutate(data, dice);
    }
    return model.toBuilder().setSerializedData(Any.pack(data.build())).build().toByteString();
  }

  private static void mutate(IsolationForestData.Builder data, Dice dice) {
    int value = HOSTILE[dice.below(HOSTILE.length)];
    float number = HOSTILE_FLOATS[dice.below(HOSTILE_FLOATS.length)];
    int node = dice.below(data.getFeaturesCount());
    switch (dice.below(10)) {
      case 0 -> data.setSampleSize(value);
      case 1 -> data.setTreeSizes(dice.below(data.getTreeSizesCount()), value);
      case 2 -> data.setFeatures(node, value);
      case 3 -> data.setThresholds(node % data.getThresholdsCount(), number);
      case 4 -> data.setLeftChildren(node % data.getLeftChildrenCount(), value);
      case 5 -> data.setMasses(node % data.getMassesCount(), value);
      case 6 -> data.addThresholds(number);
      case 7 -> data.addTreeSizes(value);
      case 8 -> data.setThresholdScore(number);
      default -> mutateMarginal(data, dice, number);
    }
  }

  private static void mutateMarginal(IsolationForestData.Builder data, Dice dice, float number) {
    int feature = dice.below(data.getMarginalsCount());
    if (dice.below(4) == 0) {
      data.addMarginals(data.getMarginals(feature));
    } else {
      int quantile = dice.below(data.getMarginals(feature).getQuantilesCount());
      data.getMarginalsBuilder(feature).setQuantiles(quantile, number);
    }
  }

  /** A piece taken out, doubled, or written over. */
  private static ByteString cut(ByteString forest, Dice dice) {
    int start = dice.below(forest.size());
    int end = Math.min(forest.size(), start + 1 + dice.below(40));
    ByteString head = forest.substring(0, start);
    ByteString piece = forest.substring(start, end);
    ByteString tail = forest.substring(end);
    return switch (dice.below(4)) {
      case 0 -> head.concat(tail);
      case 1 -> head.concat(piece).concat(piece).concat(tail);
      case 2 -> head;
      default -> {
        byte[] noise = new byte[piece.size()];
        for (int i = 0; i < noise.length; i++) {
          noise[i] = (byte) dice.nextLong();
        }
        yield head.concat(ByteString.copyFrom(noise)).concat(tail);
      }
    };
  }
}
