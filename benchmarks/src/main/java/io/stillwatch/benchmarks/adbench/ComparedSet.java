package io.stillwatch.benchmarks.adbench;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Our result on a set, beside the reference's if it has the set. The reference gives no deviation
 * of average precision between its seeds; ours is taken for both sides there.
 */
record ComparedSet(SetResult ours, Optional<Reference.Figures> theirs) {
  static final String[] HEADER = {
    "SET",
    "ROWS",
    "AUROC",
    "SD",
    "REFERENCE",
    "POINTS",
    "ERRORS",
    "AP",
    "SD",
    "REFERENCE",
    "POINTS",
    "ERRORS"
  };

  Optional<Difference> auroc() {
    return theirs.map(reference -> ours.auroc().minus(reference.auroc()));
  }

  Optional<Difference> averagePrecision() {
    Sample precision = ours.averagePrecision();
    return theirs.map(
        reference ->
            precision.minus(
                new Sample(
                    reference.averagePrecision(),
                    precision.deviation(),
                    reference.auroc().seeds())));
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("rows", ours.rows());
    json.addProperty("features", ours.features());
    json.addProperty("anomalies", ours.anomalies());
    json.addProperty("fit_ms", ours.fitMillis());
    json.addProperty("score_ns", ours.scoreNanos());
    ours.auroc().addTo(json, "auroc");
    ours.averagePrecision().addTo(json, "average_precision");
    auroc().ifPresent(difference -> difference.addTo(json, "auroc"));
    averagePrecision().ifPresent(difference -> difference.addTo(json, "average_precision"));
    return json;
  }

  String[] cells() {
    List<String> cells = new ArrayList<>(List.of(ours.name(), String.valueOf(ours.rows())));
    addTo(cells, ours.auroc(), auroc());
    addTo(cells, ours.averagePrecision(), averagePrecision());
    return cells.toArray(String[]::new);
  }

  private static void addTo(List<String> cells, Sample sample, Optional<Difference> difference) {
    cells.add(number("%.4f", sample.mean()));
    cells.add(number("%.4f", sample.deviation()));
    cells.add(difference.map(than -> number("%.4f", than.theirs())).orElse("-"));
    cells.add(difference.map(than -> number("%+.2f", than.points())).orElse("-"));
    cells.add(difference.map(than -> number("%+.1f", than.standardErrors())).orElse("-"));
  }

  private static String number(String format, double figure) {
    return String.format(Locale.ROOT, format, figure);
  }
}
