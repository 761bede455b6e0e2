package io.stillwatch.evaluation;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.stillwatch.evaluation.judgement.Detection;
import io.stillwatch.evaluation.judgement.Interval;
import io.stillwatch.evaluation.judgement.Judgement;
import io.stillwatch.evaluation.judgement.NetworkFigures;
import io.stillwatch.evaluation.judgement.ScenarioFigures;
import io.stillwatch.evaluation.judgement.Threshold;
import io.stillwatch.simulator.Truth;
import io.stillwatch.v1.Band;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** A judgement for a program: each figure, and the ends of its interval beside it. */
public final class JudgementReport {
  private static final List<Band> BANDS = List.of(Band.BAND_WATCH, Band.BAND_SOFT, Band.BAND_HARD);

  private final Judgement counted;
  private final Judgement judgement;
  private final Map<String, Double> parts;
  private final List<Double> prevalences;
  private final Map<String, Map<String, Double>> baselines;

  /**
   * @param counted everybody counting 1
   * @param parts of a population by persona, which honest accounts are weighed to; empty: they are
   *     not
   * @param prevalences shares of attackers, each above 0 and below 1
   * @param baselines scores by account, by name
   */
  public JudgementReport(
      Judgement counted,
      Map<String, Double> parts,
      List<Double> prevalences,
      Map<String, Map<String, Double>> baselines) {
    this.counted = counted;
    this.judgement = parts.isEmpty() ? counted : counted.weightedBy(parts);
    this.parts = parts;
    this.prevalences = prevalences;
    this.baselines = baselines;
  }

  /** Adds all of it. */
  public void addTo(JsonObject result) {
    result.add("population", population());
    result.add("account", account(judgement));
    result.add("bands", bands(judgement, Double.NaN, true));
    if (!parts.isEmpty()) {
      JsonObject unweighted = new JsonObject();
      unweighted.add("account", account(counted));
      unweighted.add("bands", bands(counted, Double.NaN, true));
      result.add("unweighted", unweighted);
    }
    result.add("weighted", weighted());
    result.add("scenarios", scenarios());
    result.add("personas", personas());
    result.add("networks", networks());
    result.add("baselines", baselines());
    result.add("detections", detections());
    result.add("curves", curves());
  }

  private JsonObject population() {
    JsonObject population = new JsonObject();
    population.addProperty("accounts", judgement.accounts());
    population.addProperty("attack", judgement.attackers());
    add(population, "prevalence", judgement.prevalence());
    population.addProperty("weighted", !parts.isEmpty());
    if (!parts.isEmpty()) {
      Set<String> here = judgement.honestPersonas().keySet();
      population.add("personas_without_part", names(here, name -> part(name) == 0));
      population.add("parts_without_account", names(parts.keySet(), name -> !here.contains(name)));
    }
    return population;
  }

  private double part(String persona) {
    return parts.getOrDefault(persona, 0.0);
  }

  private static JsonArray names(Set<String> among, Predicate<String> which) {
    JsonArray array = new JsonArray();
    among.stream().filter(which).sorted().forEach(array::add);
    return array;
  }

  private static JsonObject account(Judgement of) {
    JsonObject account = new JsonObject();
    of.ranking().forEach((name, figure) -> add(account, name, figure));
    return account;
  }

  private static JsonArray bands(Judgement of, double prevalence, boolean rates) {
    JsonArray array = new JsonArray();
    for (Band band : BANDS) {
      JsonObject object = new JsonObject();
      object.addProperty("band", Scorecard.name(band));
      if (rates) {
        add(object, "fpr", of.falsePositives(band));
        add(object, "recall", of.recall(band));
      }
      add(object, "precision", of.precision(band, prevalence));
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
      object.add("bands", bands(judgement, prevalence, false));
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
      add(object, "median_exchanges_to_detection", of.medianExchanges());
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
      object.addProperty("weight", judgement.weight(persona.getKey()));
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

  private JsonArray detections() {
    JsonArray array = new JsonArray();
    for (Detection of : judgement.detections()) {
      JsonObject object = new JsonObject();
      object.addProperty("campaign", of.campaign());
      object.addProperty("scenario", of.scenario());
      object.addProperty("size", of.size());
      object.addProperty("first_day", of.first().toString());
      object.addProperty("detected", of.detected() == null ? null : of.detected().toString());
      number(object, "days", of.days());
      array.add(object);
    }
    return array;
  }

  /** Of each ranking: rate of false positives, recall and precision of some of its thresholds. */
  private JsonArray curves() {
    JsonArray array = new JsonArray();
    array.add(curve("stillwatch", judgement.thresholds()));
    baselines.forEach((name, scores) -> array.add(curve(name, judgement.thresholds(scores))));
    return array;
  }

  private static JsonObject curve(String name, List<Threshold> thresholds) {
    JsonObject object = new JsonObject();
    object.addProperty("name", name);
    JsonArray points = new JsonArray();
    for (Threshold of : Thinned.of(thresholds)) {
      JsonArray point = new JsonArray();
      point.add(of.falsePositives());
      point.add(of.recall());
      point.add(of.precision());
      points.add(point);
    }
    object.add("points", points);
    return object;
  }

  private static Interval nothing() {
    return new Interval(Double.NaN, Double.NaN, Double.NaN);
  }

  /** A figure and its ends. What is undefined or infinite is null. */
  public static void add(JsonObject object, String name, Interval figure) {
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
