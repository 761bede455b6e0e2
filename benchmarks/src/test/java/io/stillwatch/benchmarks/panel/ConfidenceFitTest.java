package io.stillwatch.benchmarks.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import io.stillwatch.detector.calibration.MonotoneLogistic;
import io.stillwatch.detector.network.Confidence;
import io.stillwatch.standalone.commands.CommandFailed;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfidenceFitTest {
  private static final int FEATURES = (int) Confidence.names().count();
  private static final double RIDGE = 1e-4;

  private final NetworkNights nights = new NetworkNights();
  private int number;

  /** One night of a network of its own; all features but the first ones are 0. */
  private void add(String kind, boolean campaign, double... features) {
    add("network-" + number++, kind, campaign, features);
  }

  private void add(String network, String kind, boolean campaign, double... features) {
    List<Double> row = new ArrayList<>(Collections.nCopies(FEATURES, 0.0));
    for (int i = 0; i < features.length; i++) {
      row.set(i, features[i]);
    }
    nights.add(new NetworkNight(network, kind, kind.startsWith("S"), campaign, row));
  }

  @Test
  void fit_plantedWeights_areRecovered() {
    Random random = new Random(4);
    for (int i = 0; i < 3_000; i++) {
      double one = random.nextDouble();
      double two = random.nextDouble();
      double against = random.nextDouble();
      double chance = 1 / (1 + Math.exp(2 - 3 * one - 1 * two + 2 * against));
      boolean campaign = random.nextDouble() < chance;
      add(campaign ? "S0" + i % 3 : "kind-" + i % 3, campaign, one, two, against);
    }
    MonotoneLogistic all = ConfidenceFit.of(nights, RIDGE).all();

    assertThat(all.weights()[0]).isCloseTo(3, within(0.4));
    assertThat(all.weights()[1]).isCloseTo(1, within(0.4));
    assertThat(all.weights()[2]).isZero();
  }

  /** Only S02 has the second feature, so that whoever has not seen S02 knows nothing of it. */
  @Test
  void unseen_kindOfItsOwn_isTheChanceWithoutIt() {
    for (int i = 0; i < 20; i++) {
      add("S01", true, 1);
      add("S02", true, 0, 1);
      add("chat", false);
      add("api", false);
    }
    ConfidenceFit fit = ConfidenceFit.of(nights, RIDGE);
    NetworkNight second =
        nights.all().stream().filter(night -> night.kind().equals("S02")).findFirst().orElseThrow();

    assertThat(fit.all().chance(second.row())).isGreaterThan(0.9);
    assertThat(fit.without()).containsOnlyKeys("S01", "S02", "api", "chat");
    assertThat(fit.without().get("S02").weights()[1]).isZero();
    assertThat(fit.unseen(second)).isLessThan(0.1);
  }

  /** A network that was there for nine nights counts as much as one of a single night. */
  @Test
  void fit_manyNights_countAsOneNetwork() {
    for (int night = 0; night < 9; night++) {
      add("long", "S01", true, 1);
    }
    add("S02", true);
    add("chat", false, 1);
    add("api", false);
    MonotoneLogistic all = ConfidenceFit.of(nights, 0).all();

    assertThat(nights.networks()).isEqualTo(4);
    assertThat(all.chance(nights.all().get(0).row())).isCloseTo(0.5, within(0.02));
  }

  @Test
  void fit_oneClassOrKind_saysWhatIsMissing() {
    assertThatThrownBy(() -> ConfidenceFit.of(nights, RIDGE))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("no network is a campaign's");
    add("S01", true, 1);
    assertThatThrownBy(() -> ConfidenceFit.of(nights, RIDGE))
        .hasMessageContaining("every network is a campaign's");
    add("S01", false, 0);
    assertThatThrownBy(() -> ConfidenceFit.of(nights, RIDGE)).hasMessageContaining("[S01]");
  }

  @Test
  void figures_byHand() {
    add("S01", true, 0.95);
    add("S01", true, 0.7);
    add("chat", false, 0.05);
    add("twice", "chat", false, 0.05);
    add("twice", "chat", false, 0.995);
    Reliability reliability = new Reliability(nights, night -> night.row()[0]);
    JsonObject figures = reliability.figures();

    double brier = (0.05 * 0.05 + 0.3 * 0.3 + 1.5 * 0.05 * 0.05 + 0.5 * 0.995 * 0.995) / 4;
    assertThat(figures.get("brier").getAsDouble()).isCloseTo(brier, within(1e-12));
    JsonObject least = figures.getAsJsonArray("reliability").get(0).getAsJsonObject();
    assertThat(least.get("networks").getAsDouble()).isEqualTo(1.5);
    assertThat(least.get("campaigns").getAsDouble()).isZero();
    JsonObject none = figures.getAsJsonArray("reliability").get(1).getAsJsonObject();
    assertThat(none.get("mean_chance").isJsonNull()).isTrue();
    JsonObject most = figures.getAsJsonArray("reliability").get(3).getAsJsonObject();
    assertThat(most.get("networks").getAsDouble()).isEqualTo(1.5);
    assertThat(most.get("campaigns").getAsDouble()).isCloseTo(1 / 1.5, within(1e-12));
    assertThat(figures.get("honest_at_gate").getAsInt()).isEqualTo(1);
    assertThat(figures.get("honest").getAsInt()).isEqualTo(2);
    assertThat(figures.get("honest_at_gate_high").getAsDouble())
        .isCloseTo(Math.sqrt(0.95), within(1e-6));
    assertThat(figures.get("campaigns_at_gate").getAsInt()).isZero();
    assertThat(reliability.of("chat").get("at_gate").getAsInt()).isEqualTo(1);
  }

  @Test
  void write_weights_areReadAsTheDetectorDoes(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("confidence.properties");
    ConfidenceFile.write(Confidence.shipped().logistic(), "a\nintercept=9", file);
    Properties read = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      read.load(in);
    }
    assertThat(read).hasSize(FEATURES + 1);
    ConfidenceFile.weights(Confidence.shipped().logistic())
        .forEach(
            (name, weight) ->
                assertThat(Double.parseDouble(read.getProperty(name))).isEqualTo(weight));
    assertThatThrownBy(() -> ConfidenceFile.write(Confidence.shipped().logistic(), "", folder))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining(folder.toString());
  }
}
