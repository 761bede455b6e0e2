package io.stillwatch.standalone.forest;

import com.google.gson.JsonObject;
import io.stillwatch.detector.forest.IsolationForest;
import io.stillwatch.detector.metrics.LabelledRows;
import io.stillwatch.detector.metrics.RankingMetrics;
import io.stillwatch.standalone.commands.ResultOption;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code stillwatch forest}: fits and scores a labelled file, and says how well that ranks it. */
@Command(
    name = "forest",
    mixinStandardHelpOptions = true,
    description = {
      "Fit an isolation forest on the rows of a labelled CSV file, score them, and hold the scores"
          + " against the labels, which the forest does not see.",
      "The file has a header f0,...,fN,label; an empty cell or nan is missing, label 1 is an"
          + " anomaly. Other files are bad usage."
    })
public final class ForestCommand implements Callable<Integer> {
  private static final double FALSE_POSITIVE_RATE = 0.01;

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--data",
      paramLabel = "FILE.csv",
      required = true,
      description = "labelled rows; packed if its name ends in .gz")
  Path data = Path.of("");

  @Option(
      names = "--trees",
      paramLabel = "N",
      defaultValue = "256",
      description = "how many trees (default: ${DEFAULT-VALUE})")
  int trees;

  @Option(
      names = "--sample-size",
      paramLabel = "N",
      defaultValue = "256",
      description = "rows drawn for each tree (default: ${DEFAULT-VALUE})")
  int sampleSize;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "seed of the forest (default: ${DEFAULT-VALUE})")
  long seed;

  @Mixin ResultOption result = new ResultOption();

  @Override
  public Integer call() {
    LabelledRows labelled = LabelledFile.read(data);
    float[][] rows = labelled.rows();
    long start = System.nanoTime();
    IsolationForest forest = IsolationForest.fit(rows, trees, sampleSize, seed);
    double fitSeconds = (System.nanoTime() - start) / 1e9;
    TimedScores scores = TimedScores.of(forest, rows);
    RankingMetrics metrics = RankingMetrics.of(scores.scores(), labelled.labels());
    JsonObject figures = figures(labelled, metrics, fitSeconds, scores.nanosARow());
    print(figures);
    result.write(figures);
    return 0;
  }

  private JsonObject figures(
      LabelledRows labelled, RankingMetrics metrics, double fitSeconds, double scoreNanos) {
    JsonObject figures = new JsonObject();
    figures.addProperty("rows", labelled.size());
    figures.addProperty("features", labelled.features());
    figures.addProperty("anomalies", labelled.anomalies());
    figures.addProperty("trees", trees);
    figures.addProperty("sample_size", sampleSize);
    figures.addProperty("seed", seed);
    figures.addProperty("auroc", metrics.auroc());
    figures.addProperty("average_precision", metrics.averagePrecision());
    figures.addProperty(
        "recall_at_fpr_0_01", metrics.recallAtFalsePositiveRate(FALSE_POSITIVE_RATE));
    figures.addProperty("fit_seconds", fitSeconds);
    figures.addProperty("score_ns", scoreNanos);
    return figures;
  }

  private void print(JsonObject figures) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%,d rows of %,d features, %,d anomalies%n",
        figures.get("rows").getAsInt(),
        figures.get("features").getAsInt(),
        figures.get("anomalies").getAsInt());
    line(out, "AUROC", "%.4f", figures, "auroc");
    line(out, "average precision", "%.4f", figures, "average_precision");
    line(out, "recall at 1 % false positives", "%.4f", figures, "recall_at_fpr_0_01");
    line(out, "seconds to fit", "%.3f", figures, "fit_seconds");
    line(out, "nanoseconds to score a row", "%.0f", figures, "score_ns");
    out.flush();
  }

  private static void line(
      PrintWriter out, String what, String format, JsonObject figures, String key) {
    String figure = String.format(Locale.ROOT, format, figures.get(key).getAsDouble());
    out.printf(Locale.ROOT, "  %-30s %10s%n", what, figure);
  }
}
