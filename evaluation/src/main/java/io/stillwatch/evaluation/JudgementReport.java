package io.stillwatch.evaluation;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.stillwatch.evaluation.judgement.Interval;
import io.stillwatch.evaluation.judgement.Judgement;
import io.stillwatch.evaluation.judgement.NetworkFigures;
import io.stillwatch.evaluation.judgement.ScenarioFigures;
import io.stillwatch.simulator.Truth;
import io.stillwatch.v1.Band;
import java.util.List;
import java.util.Map;

/** A judgement for a program: each figure, and the ends of its interval beside it. */
final class JudgementReport {
  private static final List<Band> BANDS = List.of(Band.BAND_WATCH, Band.BAND_SOFT, Band.BAND_HARD);

  private final Judgement judgement;
  private final List<Double> prevalences;
  private final Map<String, Map<String, Double>> baselines;

  /**
   * @param prevalences shares of attackers, each above 0 and below 1
   * @param baselines scores by account, by name
   */
  JudgementReport(
      Judgement judgement, List<Double> prevalences, Map<String, Map<String, Double>> baselines) {
    this.judgement = judgement;
    this.prevalences = prevalences;
    this.baselines = baselines;
  }

  void addTo(JsonObject result) {
    JsonObject population = new JsonObject();
    population.addProperty("accounts", judgement.accounts());
    population.addProperty("attack", judgement.attackers());
    add(population, "prevalence", judgement.prevalence());
    result.add("population", population);
    JsonObject account = new JsonObject();
    judgement.ranking().forEach((name, figure) -> add(account, name, figure));
    result.add("account", account);
    result.add("bands", bands(Double.NaN, true));
    result.add("weighted", weighted());
    result.add("scenarios", scenarios());
    result.add("personas", personas());
    result.add("networks", networks());
    result.add("baselines", baselines());
  }

  private JsonArray bands(double prevalence, boolean rates) {
    JsonArray array = new JsonArray();
    for (Band band : BANDS) {
      JsonObject object = new JsonObject();
      object.addProperty("band", Scorecard.name(band));
      if (rates) {
        add(object, "fpr", judgement.falsePositives(band));
        add(object, "recall", judgement.recall(band));
      }
      add(object, "precision", judgement.precision(band, prevalence));
      array.add(object);
    }
    return array;
  }

  private JsonArray weighted() {
    JsonArray array = new JsonArray();
    for (double prevalence : prevalences) {
      JsonObject object = new JsonObject();
      object.addProperty("prevalence", prevalence);
      add(object, "pr_auc", judgement.prAucAt(prevalence));
      object.add("bands", bands(prevalence, false));
      array.add(object);
    }
    return array;
  }

  private JsonArray scenarios() {
    JsonArray array = new JsonArray();
    for (ScenarioFigures of : judgement.scenarios()) {
      JsonObject object = new JsonObject();
      object.addProperty("scenario", of.scenario());
      object.addProperty("size", of.size());
      object.addProperty("campaigns", of.campaigns());
      object.addProperty("accounts", of.accounts());
      add(object, "recall", of.recall());
      add(object, "detected", of.detected());
      add(object, "median_days_to_detection", of.medianDays());
      add(object, "harvest_lost_share", of.lost());
      array.add(object);
    }
    return array;
  }

  private JsonArray personas() {
    JsonArray array = new JsonArray();
    for (Map.Entry<String, List<Truth>> persona : judgement.honestPersonas().entrySet()) {
      JsonObject object = new JsonObject();
      object.addProperty("persona", persona.getKey());
      object.addProperty("accounts", persona.getValue().size());
      for (Band band : BANDS) {
        add(
            object,
            "fpr_" + Scorecard.name(band),
            judgement.falsePositives(persona.getValue(), band));
      }
      array.add(object);
    }
    return array;
  }

  private JsonObject networks() {
    NetworkFigures of = judgement.networks();
    JsonObject object = new JsonObject();
    object.addProperty("found", of.found());
    add(object, "purity", of.purity());
    add(object, "completeness", of.completeness());
    add(object, "queue_per_night", of.queuePerNight());
    add(object, "queue_precision", of.queuePrecision());
    object.addProperty("largest", of.largest());
    return object;
  }

  private JsonArray baselines() {
    JsonArray array = new JsonArray();
    baselines.forEach(
        (name, scores) -> {
          JsonObject object = new JsonObject();
          object.addProperty("name", name);
          Map<String, Interval> figures = judgement.ranking(scores);
          for (String figure : List.of("pr_auc", "recall_at_fpr_0_001")) {
            add(object, figure, figures.getOrDefault(figure, nothing()));
          }
          array.add(object);
        });
    return array;
  }

  private static Interval nothing() {
    return new Interval(Double.NaN, Double.NaN, Double.NaN);
  }

  /** What is undefined or infinite is null. */
  private static void add(JsonObject object, String name, Interval figure) {
    number(object, name, figure.value());
    number(object, name + "_low", figure.low());
    number(object, name + "_high", figure.high());
  }

  private static void number(JsonObject object, String name, double value) {
    if (Double.isFinite(value)) {
      object.addProperty(name, value);
    } else {
      object.add(name, JsonNull.INSTANCE);
    }
  }
}
