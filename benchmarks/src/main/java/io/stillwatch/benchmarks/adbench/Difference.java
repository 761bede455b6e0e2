package io.stillwatch.benchmarks.adbench;

import com.google.gson.JsonObject;
import java.util.List;

/**
 * How much higher we are than the reference.
 *
 * @param theirs the reference's figure
 * @param mean ours less theirs
 * @param standardError of that, from both sides' deviations between seeds
 */
record Difference(double theirs, double mean, double standardError) {
  /** The difference of two means over the same sets; the sets are taken as they are. */
  static Difference ofMeans(List<Difference> sets) {
    double variances =
        sets.stream().mapToDouble(set -> set.standardError * set.standardError).sum();
    return new Difference(
        sets.stream().mapToDouble(Difference::theirs).average().orElseThrow(),
        sets.stream().mapToDouble(Difference::mean).average().orElseThrow(),
        Math.sqrt(variances) / sets.size());
  }

  double points() {
    return 100 * mean;
  }

  /** NaN where neither side varies. */
  double standardErrors() {
    return standardError == 0 ? Double.NaN : mean / standardError;
  }

  /** Writes the reference's figure, and the difference in points and in standard errors. */
  void addTo(JsonObject json, String figure) {
    json.addProperty("reference_" + figure, theirs);
    json.addProperty(figure + "_difference_points", points());
    if (standardError > 0) {
      json.addProperty(figure + "_difference_standard_errors", standardErrors());
    }
  }
}
