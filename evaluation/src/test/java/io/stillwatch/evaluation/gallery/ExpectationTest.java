package io.stillwatch.evaluation.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.features.Feature;
import io.stillwatch.features.FeatureCatalogue;
import org.junit.jupiter.api.Test;

class ExpectationTest {
  @Test
  void of_everyFeature_knowsTheCataloguesWords() {
    for (Feature feature : FeatureCatalogue.features()) {
      Expectation.of(feature);
    }
  }

  @Test
  void of_wordsThatSayLow_expectsLower() {
    assertThat(Expectation.of(named("active_days_28d")))
        .containsExactly(new Expectation("S15", Direction.LOWER, "account farms (few)"));
    assertThat(Expectation.of(named("output_input_log_ratio_7d")))
        .as("near 0 is no direction")
        .containsExactly(new Expectation("S14", Direction.HIGHER, "task synthesis"));
    assertThat(Expectation.of(named("diurnal_amplitude_7d")))
        .containsExactly(new Expectation("S05", Direction.LOWER, "absence: pipelines"));
    assertThat(Expectation.of(named("body_novelty_7d")))
        .allMatch(expectation -> expectation.direction() == Direction.HIGHER);
  }

  @Test
  void of_unknownWords_isRefusedWithThem() {
    Feature feature =
        new Feature("f", "V1", Feature.Use.EVIDENCE, false, "u", "24h", "d", "space pirates", "l");
    assertThatThrownBy(() -> Expectation.of(feature))
        .hasMessageContaining("space pirates")
        .hasMessageContaining("f");
  }

  private static Feature named(String name) {
    return FeatureCatalogue.features().get(FeatureCatalogue.indexOf(name));
  }
}
