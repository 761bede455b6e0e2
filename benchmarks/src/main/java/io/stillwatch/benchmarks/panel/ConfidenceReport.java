package io.stillwatch.benchmarks.panel;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.stillwatch.detector.calibration.MonotoneLogistic;
import io.stillwatch.detector.network.Confidence;
import io.stillwatch.standalone.commands.Table;
import java.util.DoubleSummaryStatistics;
import java.util.Map;

/** Fitted weights beside the shipped ones, and how well both hold. */
final class ConfidenceReport {
  private ConfidenceReport() {}

  static JsonObject json(NetworkNights nights, ConfidenceFit fit) {
    JsonObject json = new JsonObject();
    json.addProperty("networks", nights.networks());
    json.addProperty("network_nights", nights.all().size());
    json.add("weights", weights(fit));
    Reliability unseen = new Reliability(nights, fit::unseen);
    json.add("unseen", unseen.figures());
    json.add("fitted", new Reliability(nights, night -> fit.all().chance(night.row())).figures());
    json.add(
        "shipped",
        new Reliability(nights, night -> Confidence.shipped().logistic().chance(night.row()))
            .figures());
    JsonArray kinds = new JsonArray();
    nights.kinds().forEach(kind -> kinds.add(unseen.of(kind)));
    json.add("kinds", kinds);
    return json;
  }

  private static JsonArray weights(ConfidenceFit fit) {
    Map<String, Double> shipped = ConfidenceFile.weights(Confidence.shipped().logistic());
    JsonArray rows = new JsonArray();
    ConfidenceFile.weights(fit.all())
        .forEach(
            (name, weight) -> {
              DoubleSummaryStatistics others = others(name, fit);
              JsonObject row = new JsonObject();
              row.addProperty("name", name);
              row.addProperty("weight", weight);
              row.addProperty("least_without_a_kind", others.getMin());
              row.addProperty("most_without_a_kind", others.getMax());
              row.addProperty("shipped", shipped.get(name));
              rows.add(row);
            });
    return rows;
  }

  private static DoubleSummaryStatistics others(String name, ConfidenceFit fit) {
    return fit.without().values().stream()
        .map((MonotoneLogistic logistic) -> ConfidenceFile.weights(logistic))
        .mapToDouble(weights -> weights.getOrDefault(name, 0.0))
        .summaryStatistics();
  }

  static String table(JsonObject json) {
    return weightTable(json) + "\n" + holds(json) + "\n" + kinds(json);
  }

  private static Table weightTable(JsonObject json) {
    Table table = new Table("weight", "fitted", "without a kind", "shipped");
    for (JsonElement element : json.getAsJsonArray("weights")) {
      JsonObject row = element.getAsJsonObject();
      table.row(
          row.get("name").getAsString(),
          number(row, "weight"),
          number(row, "least_without_a_kind") + " to " + number(row, "most_without_a_kind"),
          number(row, "shipped"));
    }
    return table;
  }

  /** Kinds that were left out first, then all as they are. */
  private static Table holds(JsonObject json) {
    Table table = new Table("chances", "between", "networks", "mean", "campaigns");
    for (String weights : new String[] {"unseen", "fitted", "shipped"}) {
      JsonObject of = json.getAsJsonObject(weights);
      for (JsonElement element : of.getAsJsonArray("reliability")) {
        JsonObject row = element.getAsJsonObject();
        table.row(
            weights,
            row.get("from").getAsString() + " to " + row.get("to").getAsString(),
            PanelTable.number(row.get("networks"), 1),
            number(row, "mean_chance"),
            number(row, "campaigns"));
      }
      table.row(weights, "Brier score", "", number(of, "brier"), "");
      table.row(
          weights,
          "0.99 or more",
          of.get("campaigns_at_gate") + " of " + of.get("campaigns") + " campaigns'",
          of.get("honest_at_gate") + " of " + of.get("honest") + " honest",
          "");
    }
    return table;
  }

  private static Table kinds(JsonObject json) {
    Table table = new Table("unseen kind", "networks", "campaigns'", "mean", "Brier", "at 0.99");
    for (JsonElement element : json.getAsJsonArray("kinds")) {
      JsonObject row = element.getAsJsonObject();
      table.row(
          row.get("kind").getAsString(),
          row.get("networks").getAsString(),
          row.get("campaigns").getAsString(),
          number(row, "mean_chance"),
          number(row, "brier"),
          row.get("at_gate").getAsString());
    }
    return table;
  }

  private static String number(JsonObject of, String name) {
    return PanelTable.number(of.get(name), 3);
  }
}
