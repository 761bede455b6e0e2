package io.stillwatch.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Run with {@code -Dregenerate=true} to write docs/features.md anew. */
final class FeatureCatalogueTest {
  private static final Path PAGE = Path.of("..", "docs", "features.md");

  @Test
  void features_page_saysTheSame() throws IOException {
    if (Boolean.getBoolean("regenerate")) {
      Files.writeString(PAGE, FeaturePage.text());
    }
    assertThat(Files.readString(PAGE))
        .as("docs/features.md; write it anew with -Dregenerate=true")
        .isEqualTo(FeaturePage.text());
  }

  @Test
  void features_names_sayTheirWindow() {
    for (Feature feature : FeatureCatalogue.features()) {
      assertThat(feature.name()).matches("[a-z0-9_]+").contains("_" + feature.window());
      assertThat("VTHCKPQNAB").contains(String.valueOf(feature.group()));
    }
  }

  @Test
  void features_ofTheFirstFormGroups_areThere() {
    assertThat(FeatureCatalogue.features())
        .extracting(Feature::group)
        .contains('V', 'T', 'H', 'C', 'Q');
    assertThat(FeatureCatalogue.size()).isGreaterThanOrEqualTo(12);
  }

  @Test
  void indexOf_everyName_isItsPlace() {
    for (int i = 0; i < FeatureCatalogue.size(); i++) {
      assertThat(FeatureCatalogue.indexOf(FeatureCatalogue.names().get(i))).isEqualTo(i);
    }
    assertThatThrownBy(() -> FeatureCatalogue.indexOf("mood_7d"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mood_7d");
  }

  @Test
  void fingerprint_catalogue_isASha256() {
    assertThat(FeatureCatalogue.fingerprint()).matches("[0-9a-f]{64}");
  }
}
