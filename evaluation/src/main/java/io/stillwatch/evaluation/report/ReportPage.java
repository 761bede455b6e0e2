package io.stillwatch.evaluation.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The result of an evaluation as a page: {@code evaluate --report}. */
public final class ReportPage {
  private final JsonObject result;

  private ReportPage(JsonObject result) {
    this.result = result;
  }

  /**
   * The page of a result.
   *
   * @param result as {@code evaluate --json} writes it; what it does not have is told to be missing
   */
  public static ReportPage of(JsonObject result) {
    return new ReportPage(result);
  }

  public void write(Path file) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("facts", facts());
    values.put("judged", result.has("account"));
    values.put("weighted", isWeighted());
    if (result.has("account")) {
      JudgedCharts charts = new JudgedCharts(result);
      values.put("charts", charts.rows());
      values.put("lines", charts.lines());
      values.put("campaigns", campaigns());
      values.put("networks", networks());
    }
    HtmlFile.write("report", values, file);
  }

  private boolean isWeighted() {
    return result.has("population")
        && result.getAsJsonObject("population").has("weighted")
        && result.getAsJsonObject("population").get("weighted").getAsBoolean();
  }

  /** A name and what it is. */
  public record Fact(String name, String value, String exact) {}

  private List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    for (String name :
        List.of(
            "events",
            "accounts",
            "broken_lines",
            "night",
            "model_version",
            "started",
            "machine",
            "jdk",
            "cores",
            "command")) {
      if (result.has(name)) {
        String value = result.get(name).getAsString();
        facts.add(new Fact(name.replace('_', ' '), value.isEmpty() ? "none" : value, value));
      }
    }
    addNames(facts, result, "first_broken_lines", "first broken lines");
    if (result.has("population")) {
      JsonObject population = result.getAsJsonObject("population");
      facts.add(percentage("attackers of the accounts judged", population, "prevalence"));
      addNames(facts, population, "personas_without_part", "personas that weigh nothing");
      addNames(facts, population, "parts_without_account", "parts of the mix without accounts");
    }
    return facts;
  }

  private static Fact percentage(String name, JsonObject object, String key) {
    Estimate of = Estimate.of(object, key);
    return new Fact(name, of.percent(), String.valueOf(of.value()));
  }

  private static void addNames(List<Fact> facts, JsonObject object, String key, String words) {
    if (object.has(key) && !object.getAsJsonArray(key).isEmpty()) {
      List<String> names = new ArrayList<>();
      object.getAsJsonArray(key).forEach(name -> names.add(name.getAsString()));
      facts.add(new Fact(words, String.join(", ", names), ""));
    }
  }

  /** A line of the table of campaigns. */
  public record Campaign(
      String name, String scenario, String size, String first, String detected, String days) {}

  private List<Campaign> campaigns() {
    List<Campaign> campaigns = new ArrayList<>();
    for (JsonObject of : objects(result, "detections")) {
      campaigns.add(
          new Campaign(
              of.get("campaign").getAsString(),
              of.get("scenario").getAsString(),
              of.get("size").getAsString(),
              of.get("first_day").getAsString(),
              of.get("detected").isJsonNull() ? "never" : of.get("detected").getAsString(),
              of.get("days").isJsonNull() ? "" : Texts.number(of.get("days").getAsDouble())));
    }
    return campaigns;
  }

  private List<Fact> networks() {
    JsonObject networks = result.getAsJsonObject("networks");
    List<Fact> facts = new ArrayList<>();
    facts.add(count("networks found", networks, "found"));
    facts.add(count("members of the largest", networks, "largest"));
    facts.add(percentage("purity: members that are the main campaign's", networks, "purity"));
    facts.add(
        percentage("completeness: campaigns' accounts in their best", networks, "completeness"));
    Estimate queue = Estimate.of(networks, "queue_per_night");
    facts.add(
        new Fact(
            "new or changed networks a night",
            Texts.number(queue.value())
                + " ("
                + Texts.number(queue.low())
                + " to "
                + (Double.isNaN(queue.high()) ? "without end" : Texts.number(queue.high()))
                + ")",
            String.valueOf(queue.value())));
    facts.add(percentage("of these, mostly attackers", networks, "queue_precision"));
    return facts;
  }

  private static Fact count(String name, JsonObject object, String key) {
    String value = object.get(key).getAsString();
    return new Fact(name, value, value);
  }

  /** Empty if there is no such array. */
  static List<JsonObject> objects(JsonObject object, String name) {
    List<JsonObject> objects = new ArrayList<>();
    JsonElement array = object.get(name);
    if (array instanceof JsonArray elements) {
      elements.forEach(element -> objects.add(element.getAsJsonObject()));
    }
    return objects;
  }
}
