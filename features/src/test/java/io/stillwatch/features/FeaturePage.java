package io.stillwatch.features;

import java.util.Map;

/** The page docs/features.md, as the catalogue has it. */
final class FeaturePage {
  private static final Map<Character, String> GROUPS =
      Map.of(
          'V', "volume",
          'T', "tempo",
          'H', "token shape",
          'C', "content",
          'K', "capability",
          'P', "parameters",
          'Q', "session",
          'N', "infrastructure",
          'A', "identity",
          'B', "friction");

  private FeaturePage() {}

  static String text() {
    StringBuilder page = new StringBuilder(opening());
    for (Feature feature : FeatureCatalogue.features()) {
      page.append("| `").append(feature.name()).append("` | ");
      page.append(GROUPS.get(feature.group())).append(" | ");
      page.append(feature.unit()).append(" | ");
      page.append(feature.window()).append(" | ");
      page.append(feature.definition()).append(" | ");
      page.append(feature.exposes()).append(" | ");
      page.append(feature.lookAlikes()).append(" |\n");
    }
    return page.append("\nFingerprint: `")
        .append(FeatureCatalogue.fingerprint())
        .append("`\n")
        .toString();
  }

  private static String opening() {
    return """
        # Features

        Generated from `FeatureCatalogue`; a test holds the two equal. To write it anew: \
        `mvn -pl features -am test -Dtest=FeatureCatalogueTest -Dregenerate=true \
        -Dsurefire.failIfNoSpecifiedTests=false`.

        A feature whose meaning changes gets a new name. Missing is not 0: below %d calls in 7 days \
        all but the volumes are missing, and so is each feature of which no call said anything. \
        Windows are panes of UTC days and hours, today's included: one of 7 days is short by at most \
        a day, one of 24 hours by at most an hour. No feature is a tell by itself: each has honest \
        look-alikes.

        | name | group | unit | window | definition | exposes | who else shows it |
        |---|---|---|---|---|---|---|
        """
        .formatted(FeatureCatalogue.MIN_REQUESTS);
  }
}
