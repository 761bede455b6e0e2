package io.stillwatch.benchmarks.forest;

import com.google.gson.JsonObject;
import io.stillwatch.benchmarks.Measurement;
import io.stillwatch.benchmarks.contest.HeapUse;
import io.stillwatch.detector.forest.ForestGrower;
import io.stillwatch.detector.forest.ForestSettings;
import io.stillwatch.detector.forest.IsolationForest;
import io.stillwatch.detector.work.Progress;
import io.stillwatch.standalone.commands.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stillwatch bench scale}: growing on and scoring of a night's accounts. */
@Command(
    name = "scale",
    mixinStandardHelpOptions = true,
    description = "Grow a forest on many rows and score them all: seconds, and the heap it takes.")
public final class ScaleCommand extends Measurement {
  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "rows (default: ${DEFAULT-VALUE})")
  int rows;

  @Option(
      names = "--features",
      paramLabel = "N",
      defaultValue = "60",
      description = "values in a row (default: ${DEFAULT-VALUE})")
  int features;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "2",
      description = "threads (default: ${DEFAULT-VALUE})")
  int threads;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "how often each is done; the best and the middle are told (default: ${DEFAULT-VALUE})")
  int runs;

  private final Table table = new Table("WORK", "BEST S", "MIDDLE S");
  private final JsonObject json = new JsonObject();

  @Override
  public Integer call() {
    if (rows < 2 || runs < 1) {
      throw new IllegalArgumentException(
          rows + " rows and " + runs + " runs; at least 2 and 1 are needed");
    }
    say("making " + rows + " rows");
    float[][] all = new SegmentedRows(features, 1).next(rows).values();
    json.addProperty("rows_mib", HeapUse.usedMib());
    HeapUse.forgetPeaks();
    for (int sampleSize : List.of(256, 1024)) {
      ForestSettings settings = ForestSettings.of(256, sampleSize, 1);
      IsolationForest forest =
          time(
              "fit_seconds_256_" + sampleSize,
              () -> ForestGrower.of(settings).withThreads(threads).grow(all));
      time(
          "rescore_seconds_256_" + sampleSize, () -> forest.scores(all, threads, Progress.UNHEARD));
    }
    json.addProperty("peak_mib", HeapUse.peakMib());
    finish();
    return 0;
  }

  private <T> T time(String key, Supplier<T> work) {
    double[] seconds = new double[runs];
    T made = null;
    for (int run = 0; run < runs; run++) {
      long start = System.nanoTime();
      made = work.get();
      seconds[run] = (System.nanoTime() - start) / 1e9;
    }
    Arrays.sort(seconds);
    say(key + " " + seconds[0]);
    table.row(key, number(seconds[0]), number(seconds[runs / 2]));
    json.addProperty(key, seconds[0]);
    json.addProperty(key + "_middle", seconds[runs / 2]);
    return Objects.requireNonNull(made);
  }

  private void finish() {
    table.row("heap of the rows, MiB", json.get("rows_mib").getAsString(), "");
    table.row("peak heap, MiB", json.get("peak_mib").getAsString(), "");
    json.addProperty("rows", rows);
    json.addProperty("features", features);
    json.addProperty("threads", threads);
    tell(table, json);
  }

  private static String number(double seconds) {
    return String.format(Locale.ROOT, "%.2f", seconds);
  }
}
