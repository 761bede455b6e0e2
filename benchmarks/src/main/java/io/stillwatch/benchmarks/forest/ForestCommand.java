package io.stillwatch.benchmarks.forest;

import com.google.gson.JsonObject;
import io.stillwatch.benchmarks.Measurement;
import io.stillwatch.benchmarks.contest.Contest;
import io.stillwatch.benchmarks.contest.Timing;
import io.stillwatch.standalone.commands.CommandFailed;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stillwatch bench forest}: our forest against its peers, on the same rows. */
@Command(
    name = "forest",
    mixinStandardHelpOptions = true,
    description =
        "Time the isolation forest beside ONNX Runtime with the same trees, AWS's random cut forest"
            + " and Tribuo's one-class SVM.")
public final class ForestCommand extends Measurement {
  private static final double ONNX_MAY_DIFFER_BY = 1e-5;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "100000",
      description = "training rows (default: ${DEFAULT-VALUE})")
  int rows;

  @Option(
      names = "--features",
      paramLabel = "N",
      defaultValue = "48",
      description = "values in a row (default: ${DEFAULT-VALUE})")
  int features;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "seed of the rows and of all forests (default: ${DEFAULT-VALUE})")
  long seed;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "400",
      description =
          "trials of each contender, of a millisecond or more (default: ${DEFAULT-VALUE})")
  int rounds;

  @Option(
      names = "--warm-up",
      paramLabel = "MS",
      defaultValue = "1500",
      description = "milliseconds each contender runs before (default: ${DEFAULT-VALUE})")
  long warmUpMillis;

  @Override
  public Integer call() {
    requireAtLeast(1, rounds, "rounds");
    requireAtLeast(2, rows, "rows");
    say("growing forests and peers");
    try (ForestContest contest = new ForestContest(rows, features, seed)) {
      double difference = contest.largestOnnxDifference();
      if (difference > ONNX_MAY_DIFFER_BY) {
        throw new CommandFailed("ONNX Runtime's scores differ from ours by " + difference);
      }
      ForestFigures figures = figures(contest);
      tell(figures, json(figures, difference));
    }
    return 0;
  }

  private static void requireAtLeast(int least, int number, String what) {
    if (number < least) {
      throw new IllegalArgumentException(
          number + " " + what + "; at least " + least + " are needed");
    }
  }

  private ForestFigures figures(ForestContest contest) {
    say("weighing forests");
    Map<String, Long> bytes = contest.bytes();
    say("warming up");
    Map<String, Timing> timings =
        new Contest(contest.contenders(), warmUpMillis).run(rounds, this::progress);
    say("asking for crowding");
    return new ForestFigures(timings, contest.crowdingNanos(), contest.aurocs(), bytes);
  }

  private JsonObject json(ForestFigures figures, double onnxDifference) {
    JsonObject json = figures.json();
    json.addProperty("onnx_largest_difference", onnxDifference);
    json.addProperty("rows", rows);
    json.addProperty("features", features);
    json.addProperty("seed", seed);
    json.addProperty("rounds", rounds);
    return json;
  }

  private void progress(int round) {
    if (round % 50 == 0) {
      say(round + " of " + rounds + " rounds");
    }
  }
}
