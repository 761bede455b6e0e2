package io.stillwatch.benchmarks.panel;

import io.stillwatch.detector.calibration.MonotoneLogistic;
import io.stillwatch.detector.network.Confidence;
import io.stillwatch.standalone.commands.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Weights as {@code confidence.properties} has them. */
final class ConfidenceFile {
  private ConfidenceFile() {}

  /** The intercept and each feature's weight, in their order. */
  static Map<String, Double> weights(MonotoneLogistic logistic) {
    Map<String, Double> weights = new LinkedHashMap<>();
    weights.put("intercept", logistic.intercept());
    List<String> names = Confidence.names().toList();
    for (int i = 0; i < names.size(); i++) {
      weights.put(names.get(i), logistic.weights()[i]);
    }
    return weights;
  }

  /**
   * Replaces the file.
   *
   * @param origin a line on what they were fitted on
   */
  static void write(MonotoneLogistic logistic, String origin, Path file) {
    List<String> lines = new ArrayList<>();
    lines.add("# Log odds, fitted as docs/networks.md tells. Each feature is within 0 to 1.");
    lines.add("# " + origin.replaceAll("\\p{Cntrl}", " "));
    weights(logistic)
        .forEach((name, weight) -> lines.add(String.format(Locale.ROOT, "%s=%.3f", name, weight)));
    try {
      Files.write(file, lines);
    } catch (IOException unwritable) {
      throw new CommandFailed("cannot write weights to " + file + ": " + unwritable, unwritable);
    }
  }
}
