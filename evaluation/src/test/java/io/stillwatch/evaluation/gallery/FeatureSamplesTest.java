package io.stillwatch.evaluation.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.evaluation.report.GalleryPage;
import io.stillwatch.features.AccountProfile;
import io.stillwatch.features.FeatureCatalogue;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.simulator.Truth;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureSamplesTest {
  private static final String FEATURE = "active_days_28d";
  private static final long SEED = 9;

  private final FeatureSamples samples = new FeatureSamples(SEED);

  @Test
  void shapes_byHand_haveQuantilesChanceAndWhatDisagrees() {
    for (int value = 1; value <= 9; value++) {
      add(honest("chat"), 1, value);
    }
    add(honest("chat"), 1, Double.NaN);
    for (double value : new double[] {9, 9, 10, 12}) {
      add(attack("S15", "account_farm"), 1, value);
    }
    add(attack("S17", "mimicry"), 1, 5);
    FeatureShape shape = shape();
    assertThat(shape.honestMedian()).isEqualTo(5);
    FeatureShape.Row chat = shape.honest().get(0);
    assertThat(chat.quantiles()).containsExactly(1.0, 3.0, 5.0, 7.0, 9.0);
    assertThat(chat.present()).isEqualTo(0.9);
    FeatureShape.Row farm = shape.attacks().get(0);
    // Two of four are above all nine; the two others above eight and level with one.
    assertThat(farm.chance()).isCloseTo((2 * 9 + 2 * 8.5) / 36, within(1e-12));
    assertThat(farm.direction()).isEqualTo(Direction.HIGHER);
    assertThat(farm.disagrees()).as("the catalogue says few").isTrue();
    assertThat(farm.isOpposite()).isTrue();
    FeatureShape.Row mimicry = shape.attacks().get(1);
    assertThat(mimicry.chance()).isEqualTo(0.5);
    assertThat(mimicry.direction()).isEqualTo(Direction.ALIKE);
    assertThat(mimicry.disagrees()).as("the catalogue says nothing of it").isFalse();
  }

  @Test
  void shapes_weightedPersonas_moveTheMedianAndTheChance() {
    for (int i = 0; i < 10; i++) {
      add(honest("chat"), 3, 1);
      add(honest("judge"), 1, 7);
    }
    add(attack("S15", "account_farm"), 1, 4);
    assertThat(shape().honestMedian()).isEqualTo(1);
    assertThat(shape().attacks().get(0).chance()).isCloseTo(0.75, within(1e-12));
  }

  @Test
  void shapes_noDayWithAValue_isUndefinedAndTold() {
    add(honest("chat"), 1, 3);
    add(attack("S15", "account_farm"), 1, Double.NaN);
    FeatureShape.Row farm = shape().attacks().get(0);
    assertThat(farm.quantiles()).isEmpty();
    assertThat(farm.chance()).isNaN();
    assertThat(farm.disagrees()).isTrue();
    assertThat(farm.isOpposite()).isFalse();
    assertThat(farm.found()).isEqualTo("no value");
    assertThat(new FeatureSamples(SEED).shapes()).isEmpty();
  }

  @Test
  void add_manyDays_keepsAFairSampleOfThem() {
    for (int i = 0; i < 40_000; i++) {
      add(honest("chat"), 1, i);
    }
    List<Double> quantiles = shape().honest().get(0).quantiles();
    assertThat(quantiles.get(2)).as("seed %d", SEED).isBetween(18_000.0, 22_000.0);
    assertThat(quantiles.get(0)).as("seed %d", SEED).isBetween(1_200.0, 2_800.0);
  }

  @Test
  void page_ofHostileNames_showsThemAsTextAndListsWhatDisagrees(@TempDir Path folder)
      throws Exception {
    add(honest("<script>alert(1)</script>"), 1, 3);
    add(attack("S15", "<img src=x onerror=alert(2)>"), 1, 9);
    Path file = folder.resolve("gallery.html");
    GalleryPage.of(samples.shapes()).write(file);
    String page = Files.readString(file);
    assertThat(page)
        .doesNotContain("<script", "<img", "http:", "https:", "NaN", " th:", ">null<")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .contains("account farms (few)", "id=\"" + FEATURE + "\"");
    GalleryPage.of(List.of()).write(file);
    assertThat(Files.readString(file)).contains("Nothing to show");
  }

  private FeatureShape shape() {
    return samples.shapes().get(FeatureCatalogue.indexOf(FEATURE));
  }

  private static Truth honest(String persona) {
    return new Truth("a", false, "L0", "", persona, "");
  }

  private static Truth attack(String scenario, String persona) {
    return new Truth("a", true, scenario, scenario + "-1", persona, "");
  }

  private void add(Truth row, double weight, double value) {
    double[] values = new double[FeatureCatalogue.size()];
    Arrays.fill(values, Double.NaN);
    values[FeatureCatalogue.indexOf(FEATURE)] = value;
    Instant time = Instant.parse("2026-01-10T00:00:00Z");
    AccountProfile profile = new AccountProfile("a", "", "", 1, time, "DE", false, List.of());
    samples.add(
        row, weight, new FeatureVector(profile, time, 1, values, 1, 1, List.of(), List.of()));
  }
}
