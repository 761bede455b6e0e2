package io.stillwatch.benchmarks.forest;

import com.google.gson.JsonObject;
import io.stillwatch.benchmarks.Measurement;
import io.stillwatch.detector.calibration.HonestScores;
import io.stillwatch.detector.forest.ForestGrower;
import io.stillwatch.detector.forest.ForestSettings;
import io.stillwatch.detector.forest.IsolationForest;
import io.stillwatch.detector.work.Progress;
import io.stillwatch.standalone.commands.Table;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code stillwatch bench stability}: how much of the top another seed would keep, and how often
 * honest rows pass a threshold that was calibrated on others.
 */
@Command(
    name = "stability",
    mixinStandardHelpOptions = true,
    description =
        "Measure how much of the top 1 %% two seeds share, and the false-positive rates of"
            + " conformal thresholds, with and without 2 %% outliers among the rows that calibrate.")
public final class StabilityCommand extends Measurement {
  private static final List<Integer> TREES = List.of(50, 100, 256, 512);
  private static final double[] RATES = {0.01, 0.001};

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "100000",
      description =
          "rows to grow on, and to test on; a fifth calibrates (default: ${DEFAULT-VALUE})")
  int rows;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "5",
      description = "worlds and forests, of the seeds 1 to N (default: ${DEFAULT-VALUE})")
  int seeds;

  @Override
  public Integer call() {
    if (rows < 1000 || seeds < 1) {
      throw new IllegalArgumentException(
          rows + " rows and " + seeds + " seeds; at least 1000 and 1 are needed");
    }
    Map<String, double[]> figures = new LinkedHashMap<>();
    for (int seed = 1; seed <= seeds; seed++) {
      int place = seed - 1;
      measure(seed)
          .forEach(
              (key, figure) ->
                  figures.computeIfAbsent(key, k -> new double[seeds])[place] = figure);
      say("seed " + seed + " of " + seeds);
    }
    tell(table(figures), json(figures));
    return 0;
  }

  private Map<String, Double> measure(long seed) {
    SegmentedRows source = new SegmentedRows(48, seed);
    float[][] training = source.next(rows).values();
    Map<String, Double> figures = new LinkedHashMap<>();
    for (int trees : TREES) {
      figures.put("top_1pct_overlap_" + trees, overlap(training, trees, seed));
    }
    SegmentedRows.Rows calibration = source.next(rows / 5);
    float[][] honest = ordinary(source.next(rows));
    IsolationForest forest = grow(training, 256, seed);
    double[] scores = forest.scores(honest, 2, Progress.UNHEARD);
    addRates(figures, "clean", forest.scores(ordinary(calibration)), scores);
    addRates(figures, "with_outliers", forest.scores(calibration.values()), scores);
    return figures;
  }

  private double overlap(float[][] training, int trees, long seed) {
    int top = Math.max(1, training.length / 100);
    var first = top(grow(training, trees, seed), training, top);
    var second = top(grow(training, trees, seed + 1_000_000), training, top);
    return (double) first.stream().filter(second::contains).count() / top;
  }

  private static Set<Integer> top(IsolationForest forest, float[][] rows, int count) {
    double[] scores = forest.scores(rows, 2, Progress.UNHEARD);
    return IntStream.range(0, rows.length)
        .boxed()
        .sorted((a, b) -> Double.compare(scores[b], scores[a]))
        .limit(count)
        .collect(Collectors.toSet());
  }

  /** The share of honest rows no likelier than one in so many by the conformal rank. */
  private static void addRates(
      Map<String, Double> figures, String which, double[] calibration, double[] honest) {
    HonestScores calibrated = new HonestScores(calibration);
    for (double rate : RATES) {
      double reached =
          Arrays.stream(honest)
              .filter(score -> calibrated.rarerThanOneIn(score) >= Math.round(1 / rate))
              .count();
      figures.put("false_positives_" + percent(rate) + '_' + which, reached / honest.length);
    }
  }

  private static float[][] ordinary(SegmentedRows.Rows all) {
    return IntStream.range(0, all.values().length)
        .filter(i -> !all.outliers()[i])
        .mapToObj(i -> all.values()[i])
        .toArray(float[][]::new);
  }

  private static IsolationForest grow(float[][] rows, int trees, long seed) {
    return ForestGrower.of(ForestSettings.of(trees, 256, seed)).withThreads(2).grow(rows);
  }

  private static String percent(double rate) {
    return rate == 0.01 ? "1pct" : "0_1pct";
  }

  private static Table table(Map<String, double[]> figures) {
    Table table = new Table("FIGURE", "MEAN", "LEAST", "MOST");
    figures.forEach(
        (key, values) ->
            table.row(
                key,
                number(Arrays.stream(values).average().orElseThrow()),
                number(Arrays.stream(values).min().orElseThrow()),
                number(Arrays.stream(values).max().orElseThrow())));
    return table;
  }

  private static String number(double figure) {
    return String.format(Locale.ROOT, "%.5f", figure);
  }

  private JsonObject json(Map<String, double[]> figures) {
    JsonObject json = new JsonObject();
    figures.forEach(
        (key, values) -> {
          json.addProperty(key, Arrays.stream(values).average().orElseThrow());
          json.addProperty(key + "_least", Arrays.stream(values).min().orElseThrow());
          json.addProperty(key + "_most", Arrays.stream(values).max().orElseThrow());
        });
    json.addProperty("rows", rows);
    json.addProperty("seeds", seeds);
    return json;
  }
}
