package io.stillwatch.evaluation.gallery;

import io.stillwatch.features.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the catalogue says that a feature does for attacks of a scenario. It names attacks in words,
 * and where they are low says so: "(low)", "(few)", "(short)", "(0)" or "absence:". Where they are
 * "near 0:", it states no direction.
 *
 * @param scenario its code
 * @param words the catalogue's
 */
public record Expectation(String scenario, Direction direction, String words) {
  private static final Pattern LOW = Pattern.compile("\\((low|few|short|0)\\b|^absence: ");
  private static final Pattern REMARK = Pattern.compile(" \\(.*\\)|^absence: ");
  private static final String NEITHER = "near 0: ";

  /** Scenarios by the catalogue's words. Empty: no scenario is played that is that alone. */
  private static final Map<String, List<String>> SCENARIOS =
      Map.ofEntries(
          Map.entry("loud scraper", List.of("S01")),
          Map.entry("fixed-prompt pipeline", List.of("S05")),
          Map.entry("fixed-prompt pipelines", List.of("S05")),
          Map.entry("pipelines", List.of("S05")),
          Map.entry("paced pipelines", List.of("S05")),
          Map.entry("pipelines and replacements after a ban", List.of("S05")),
          Map.entry("single-turn harvests", List.of("S02", "S05")),
          Map.entry("harvests", List.of("S02", "S05")),
          Map.entry("limit-aware pools", List.of("S04")),
          Map.entry("account farms", List.of("S15")),
          Map.entry("relay cool-downs", List.of("S04")),
          Map.entry("relays that pause after errors", List.of("S04")),
          Map.entry("relays", List.of("S03", "S06")),
          Map.entry("relays that pose as clients", List.of("S06")),
          Map.entry("silent relays", List.of("S06")),
          Map.entry("silent relays of coding tools", List.of("S06")),
          Map.entry("session hand-over", List.of("S06")),
          Map.entry("hydra accounts", List.of("S03")),
          Map.entry("transfer stations", List.of("S03")),
          Map.entry("reward-model bursts", List.of("S08")),
          Map.entry("rubric grading", List.of("S08")),
          Map.entry("trace cleaning", List.of("S07")),
          Map.entry("censorship-safe rewrites", List.of("S09")),
          Map.entry("rewrites", List.of("S09")),
          Map.entry("rewrites and grading", List.of("S08", "S09")),
          Map.entry("pivots at a release", List.of("S10")),
          Map.entry("elicitation sweeps", List.of("S11")),
          Map.entry("logit extraction", List.of("S13")),
          Map.entry("task synthesis", List.of("S14")),
          Map.entry("best-of-n", List.of("S14")),
          Map.entry("bought and stolen accounts", List.of("S16")),
          Map.entry("resold and stolen accounts", List.of("S16")),
          Map.entry("bought accounts", List.of()),
          Map.entry("banned pools", List.of("S05")),
          Map.entry("reasoning extraction", List.of()),
          Map.entry("replay of captured reasoning", List.of("S06", "S12")),
          Map.entry("wide sweeps", List.of()),
          Map.entry("probes", List.of()),
          Map.entry("randomisers", List.of()),
          Map.entry("rotation", List.of()),
          Map.entry("rotating addresses", List.of()),
          Map.entry("residential proxies", List.of("S02")),
          Map.entry("card rotation", List.of()));

  /** Those of a feature. Throws IllegalArgumentException for words that are not known here. */
  public static List<Expectation> of(Feature feature) {
    List<Expectation> expectations = new ArrayList<>();
    for (String words : feature.exposes().split("[,;] ", -1)) {
      if (words.startsWith(NEITHER)) {
        continue;
      }
      Matcher low = LOW.matcher(words);
      Direction direction = low.find() ? Direction.LOWER : Direction.HIGHER;
      List<String> scenarios = SCENARIOS.get(REMARK.matcher(words).replaceAll(""));
      if (scenarios == null) {
        throw new IllegalArgumentException(
            "no scenario is known for \"" + words + "\" of " + feature.name());
      }
      scenarios.forEach(code -> expectations.add(new Expectation(code, direction, words)));
    }
    return expectations;
  }
}
