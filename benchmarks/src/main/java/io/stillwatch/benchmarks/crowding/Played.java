package io.stillwatch.benchmarks.crowding;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.stillwatch.benchmarks.adbench.Sample;
import io.stillwatch.detector.crowding.Crowd;
import io.stillwatch.detector.crowding.Crowding;
import io.stillwatch.detector.crowding.CrowdingSettings;
import io.stillwatch.detector.crowding.FeatureGroup;
import io.stillwatch.detector.forest.ForestGrower;
import io.stillwatch.detector.forest.ForestSettings;
import io.stillwatch.detector.metrics.RankingMetrics;
import io.stillwatch.detector.work.Crew;
import io.stillwatch.detector.work.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * One scenario in one world.
 *
 * @param recall members above the score that 0.05 % of the honest accounts exceed
 * @param falsePositives honest accounts above the score that 0.05 % of the accounts exceeded on the
 *     same world's quiet night, as a multiple of 0.05 %
 * @param recallFixed members above that score
 * @param isolationRecall as {@code recall}, by the ordinary isolation score
 * @param contrastRecall as {@code recall}, by the contrast of densities
 * @param seconds of crowding, both nights given
 */
record Played(
    double recall,
    double falsePositives,
    double recallFixed,
    double isolationRecall,
    double contrastRecall,
    double seconds) {
  static final String[] HEADER = {
    "SCENARIO",
    "RECALL",
    "95 %",
    "FALSE POSITIVES",
    "95 %",
    "RECALL FIXED",
    "ISOLATION",
    "DENSITY",
    "SECONDS"
  };

  private static final double RATE = 0.0005;
  private static final int GROUP = 6;
  private static final int DRAWN_OF_CONTRAST = 5_000;
  private static final int HONEST_OF_CONTRAST = 4_000;

  /**
   * @param fixed the score of {@link #quietThreshold}
   */
  static Played of(Scenario scenario, int accounts, int threads, long seed, double fixed) {
    Nights nights = new World(scenario, seed).nights(accounts);
    long start = System.nanoTime();
    double[] scores = crowding(nights, threads, seed);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Played(
        recall(scores, nights.campaign()),
        share(scores, nights.campaign(), false, fixed) / RATE,
        share(scores, nights.campaign(), true, fixed),
        recall(isolation(nights, threads, seed), nights.campaign()),
        contrastRecall(nights, threads, seed),
        seconds);
  }

  static String[] row(Scenario scenario, List<Played> played) {
    return new String[] {
      scenario.name(),
      mean(played, Played::recall),
      interval(played, Played::recall),
      mean(played, Played::falsePositives),
      interval(played, Played::falsePositives),
      mean(played, Played::recallFixed),
      mean(played, Played::isolationRecall),
      mean(played, Played::contrastRecall),
      mean(played, Played::seconds)
    };
  }

  static JsonObject json(List<Played> played) {
    JsonObject json = new JsonObject();
    add(json, "recall", played, Played::recall);
    add(json, "false_positives", played, Played::falsePositives);
    add(json, "recall_fixed", played, Played::recallFixed);
    add(json, "isolation_recall", played, Played::isolationRecall);
    add(json, "contrast_recall", played, Played::contrastRecall);
    add(json, "seconds", played, Played::seconds);
    return json;
  }

  /** What 0.05 % exceed in the same world when nothing happens and nobody runs a campaign. */
  static double quietThreshold(
      int features, boolean discrete, int accounts, int threads, long seed) {
    Scenario quiet =
        new Scenario("quiet", features, discrete, 0, List.of(), 0, Scenario.Change.NOTHING);
    double[] scores = crowding(new World(quiet, seed).nights(accounts), threads, seed);
    Arrays.sort(scores);
    return scores[scores.length - 1 - (int) (RATE * scores.length)];
  }

  private static double[] crowding(Nights nights, int threads, long seed) {
    List<FeatureGroup> groups = groups(nights.tonight().rows()[0].length);
    CrowdingSettings settings = CrowdingSettings.of(seed).withThreads(threads);
    return Crowding.of(nights.baseline(), nights.tonight(), groups, settings, Progress.UNHEARD)
        .scores();
  }

  /** Six features each, in their order. */
  static List<FeatureGroup> groups(int features) {
    List<FeatureGroup> groups = new ArrayList<>();
    for (int first = 0; first < features; first += GROUP) {
      groups.add(new FeatureGroup("g" + first, IntStream.range(first, first + GROUP).toArray()));
    }
    return groups;
  }

  private static double[] isolation(Nights nights, int threads, long seed) {
    return ForestGrower.of(ForestSettings.of(seed))
        .withThreads(threads)
        .grow(nights.baseline().rows())
        .scores(nights.tonight().rows(), threads, Progress.UNHEARD);
  }

  /**
   * Of all members and a draw of the honest accounts: those at the front, which are of all kinds.
   */
  private static double contrastRecall(Nights nights, int threads, long seed) {
    Crowd tonight = nights.tonight();
    DensityContrast contrast =
        new DensityContrast(nights.baseline().rows(), tonight.rows(), DRAWN_OF_CONTRAST, seed);
    int[] asked =
        IntStream.range(0, tonight.size())
            .filter(i -> nights.campaign().get(i) || i < HONEST_OF_CONTRAST)
            .toArray();
    double[] scores = new double[asked.length];
    BitSet members = new BitSet();
    Crew.share(
        threads,
        asked.length,
        Progress.UNHEARD,
        () -> task -> scores[task] = contrast.score(tonight.rows()[asked[task]]));
    for (int i = 0; i < asked.length; i++) {
      members.set(i, nights.campaign().get(asked[i]));
    }
    return recall(scores, members);
  }

  private static double recall(double[] scores, BitSet members) {
    boolean[] labels = new boolean[scores.length];
    members.stream().forEach(i -> labels[i] = true);
    return RankingMetrics.of(scores, labels).recallAtFalsePositiveRate(RATE);
  }

  private static double share(
      double[] scores, BitSet members, boolean ofMembers, double threshold) {
    int[] asked =
        IntStream.range(0, scores.length).filter(i -> members.get(i) == ofMembers).toArray();
    return Arrays.stream(asked).filter(i -> scores[i] > threshold).count() / (double) asked.length;
  }

  private static void add(
      JsonObject json, String key, List<Played> played, ToDoubleFunction<Played> figure) {
    Sample sample = Sample.of(played.stream().mapToDouble(figure).toArray());
    json.addProperty(key, sample.mean());
    json.addProperty(key + "_half_width", sample.halfWidth());
    JsonArray each = new JsonArray();
    played.forEach(one -> each.add(figure.applyAsDouble(one)));
    json.add(key + "_by_seed", each);
  }

  private static String mean(List<Played> played, ToDoubleFunction<Played> figure) {
    return String.format(
        Locale.ROOT, "%.2f", played.stream().mapToDouble(figure).average().orElseThrow());
  }

  private static String interval(List<Played> played, ToDoubleFunction<Played> figure) {
    Sample sample = Sample.of(played.stream().mapToDouble(figure).toArray());
    return String.format(Locale.ROOT, "± %.2f", sample.halfWidth());
  }
}
