package io.stillwatch.features;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Every feature, in the order of {@link FeatureVector#values}. A changed meaning is a new name.
 * Codes of attacks and look-alikes are those of docs/features.md.
 */
public final class FeatureCatalogue {
  /** Calls within 7 days below which shares and tempo are missing: too few to mean anything. */
  public static final int MIN_REQUESTS = 30;

  private static final List<Feature> FEATURES =
      List.of(
          feature(
              "requests_24h_log",
              'V',
              "log1p(requests)",
              "24h",
              "calls",
              "loud scraper, fixed-prompt pipeline",
              "evaluation runs, back-fills"),
          feature(
              "output_tokens_24h_log",
              'V',
              "log1p(tokens)",
              "24h",
              "output tokens",
              "loud scraper, fixed-prompt pipeline",
              "synthetic-data customers"),
          feature(
              "requests_7d_log",
              'V',
              "log1p(requests)",
              "7d",
              "calls",
              "loud scraper",
              "any large customer"),
          feature(
              "limit_hug_share_7d",
              'V',
              "share",
              "7d",
              "calls at 80 % or more of their rate limit without status 429, of calls that state both",
              "limit-aware pools",
              "paced batches"),
          feature(
              "active_share_7d",
              'T',
              "share",
              "7d",
              "ten-minute slots with a call",
              "loud scraper, pipelines",
              "cron jobs, support bots"),
          feature(
              "longest_idle_7d",
              'T',
              "hours",
              "7d",
              "longest run of ten-minute slots without a call",
              "pipelines (short)",
              "bots"),
          feature(
              "diurnal_amplitude_7d",
              'T',
              "0 to 1",
              "7d",
              "amplitude of the first harmonic of calls by UTC hour",
              "absence: pipelines",
              "cron jobs, world-wide apps"),
          feature(
              "gap_cv_24h",
              'T',
              "ratio",
              "24h",
              "coefficient of variation of the logarithms of gaps between active minutes",
              "paced pipelines (low)",
              "cron jobs"),
          feature(
              "input_tokens_log_mean_7d",
              'H',
              "log1p(tokens)",
              "7d",
              "mean of log1p(input tokens)",
              "trace cleaning",
              "document back-fills"),
          feature(
              "input_tokens_log_sd_7d",
              'H',
              "log units",
              "7d",
              "standard deviation of log1p(input tokens)",
              "fixed-prompt pipelines (low)",
              "support bots, judges"),
          feature(
              "output_input_log_ratio_7d",
              'H',
              "log units",
              "7d",
              "mean of log1p(output tokens) less mean of log1p(input tokens)",
              "task synthesis",
              "reasoning models"),
          feature(
              "max_tokens_saturation_7d",
              'H',
              "share",
              "7d",
              "calls that ask for 90 % or more of the model's output limit, of calls that state both",
              "fixed-prompt pipelines",
              "synthetic-data customers"),
          feature(
              "cached_input_share_7d",
              'H',
              "share",
              "7d",
              "input tokens served from the prompt cache, of calls that state both",
              "rotation (low at high repetition)",
              "spread keys"),
          feature(
              "frame_top_share_7d",
              'C',
              "share",
              "7d",
              "largest strand of the sampled calls",
              "fixed-prompt pipelines",
              "support bots, apps"),
          feature(
              "frame_entropy_7d",
              'C',
              "0 to 1",
              "7d",
              "entropy of strands, normalised by the logarithm of the sampled calls",
              "fixed-prompt pipelines (low)",
              "support bots, apps"),
          feature(
              "body_novelty_7d",
              'C',
              "share",
              "7d",
              "distinct bodies among the sampled calls of the largest strand",
              "harvests (every slot is new)",
              "back-fills, judges"),
          feature(
              "affix_top_share_7d",
              'C',
              "share",
              "7d",
              "sampled calls whose message, behind a system prompt, begins with the most frequent 24 tokens",
              "fixed-prompt pipelines",
              "support bots, elicitation sweeps"),
          feature(
              "first_turn_share_7d",
              'Q',
              "share",
              "7d",
              "first turns, of calls that state their turn",
              "single-turn harvests",
              "support bots, back-fills, judges"),
          feature(
              "foreign_history_share_7d",
              'Q',
              "share",
              "7d",
              "mean share of assistant history not made here, of calls that state it",
              "silent relays",
              "routers, imported chats"),
          feature(
              "refusal_share_7d",
              'B',
              "share",
              "7d",
              "refused calls, of calls that say",
              "elicitation sweeps",
              "red teams"),
          feature(
              "throttled_share_7d",
              'B',
              "share",
              "7d",
              "calls with status 429",
              "loud scraper",
              "naive clients"));

  private static final List<String> NAMES = FEATURES.stream().map(Feature::name).toList();
  private static final Map<String, Integer> PLACES = places();
  private static final String FINGERPRINT = digest();

  private FeatureCatalogue() {}

  public static int size() {
    return FEATURES.size();
  }

  public static List<Feature> features() {
    return FEATURES;
  }

  public static List<String> names() {
    return NAMES;
  }

  /** SHA-256 over the definitions, in lower-case hex. */
  public static String fingerprint() {
    return FINGERPRINT;
  }

  /** The place of a feature. Throws IllegalArgumentException for an unknown name. */
  public static int indexOf(String name) {
    Integer place = PLACES.get(name);
    if (place == null) {
      throw new IllegalArgumentException("no feature is called " + name);
    }
    return place;
  }

  private static Feature feature(
      String name,
      char group,
      String unit,
      String window,
      String definition,
      String exposes,
      String lookAlikes) {
    return new Feature(name, group, unit, window, definition, exposes, lookAlikes);
  }

  private static Map<String, Integer> places() {
    Map<String, Integer> places = new HashMap<>();
    for (String name : NAMES) {
      if (places.put(name, places.size()) != null) {
        throw new IllegalStateException("two features are called " + name);
      }
    }
    return Map.copyOf(places);
  }

  private static String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Feature feature : FEATURES) {
        String line =
            String.join(
                "\t", feature.name(), feature.unit(), feature.window(), feature.definition());
        digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }
}
