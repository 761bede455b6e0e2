package io.stillwatch.features;

import java.util.Locale;
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

  private static final String LEFT_OUT =
      """
      ## What is not here, and why
      | code | what | why |
      |---|---|---|
      | V5 | value used over value paid | the contract has no prices; `active_days_28d` stands in its group |
      | T6 | activity against the time zone of billing | measured to be noise, and it needs a table of zones |
      | C7 | distance of prompts from honest ones (MMD) | an account alone has too few calls; the log keeps each sketch's projection for networks |
      | K4 | diversity of tool schemas | the contract counts schemas and does not name them |
      | K6 | less the peers' share | made where the baseline is; here is the account's own share |
      | N3, A2 bursts, A3 degree, Q3, all of X | what accounts share | needs more than one account's events: links carry the keys |
      """;

  private FeaturePage() {}

  static String text() {
    StringBuilder page = new StringBuilder(opening());
    for (Feature feature : FeatureCatalogue.features()) {
      page.append("| `").append(feature.name()).append("` | ");
      page.append(feature.code()).append(' ').append(GROUPS.get(feature.group())).append(" | ");
      page.append(feature.use().name().toLowerCase(Locale.ROOT));
      page.append(feature.relative() ? "\\*" : "").append(" | ");
      page.append(feature.unit()).append(" | ");
      page.append(feature.window()).append(" | ");
      page.append(feature.definition()).append(" | ");
      page.append(feature.exposes()).append(" | ");
      page.append(feature.lookAlikes()).append(" |\n");
    }
    return page.append("\nFingerprint: `")
        .append(FeatureCatalogue.fingerprint())
        .append("`\n\n")
        .append(LEFT_OUT)
        .toString();
  }

  private static String opening() {
    return """
        # Features

        Generated from `FeatureCatalogue`; a test holds the two equal. To write it anew: \
        `mvn -pl features -am test -Dtest=FeatureCatalogueTest -Dregenerate=true \
        -Dsurefire.failIfNoSpecifiedTests=false`.

        A feature whose meaning changes gets a new name. Missing is not 0: below %d calls in 7 days \
        all is missing but calls, tokens and the account's own facts, and so is each feature of which no \
        call said anything. \
        Windows are panes of UTC days and hours, today's included: one of 7 days is short by at most \
        a day, one of 24 hours by at most an hour. No feature is a tell by itself: each has honest \
        look-alikes.

        Sampled calls are the 16 of each UTC day with the smallest keyed hash, each weighing as many \
        calls as the sample stands for; accounts of up to 16 calls a day are sampled whole. A strand is \
        what near prompt frames have in common ([sketch.md](sketch.md)).

        *Use* says what a judgement may make of a feature: evidence carries weight beside other evidence, \
        corroboration only supports it, a condition says whom to compare with. \\* marks features that \
        mean something only against peers of the same plan and model family. Units of `log1p(…)` and \
        log units are natural logarithms; shares are taken as they are.

        | name | code | use | unit | window | definition | exposes | who else shows it |
        |---|---|---|---|---|---|---|---|
        """
        .formatted(FeatureCatalogue.MIN_REQUESTS);
  }
}
