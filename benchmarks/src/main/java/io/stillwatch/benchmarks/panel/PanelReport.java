package io.stillwatch.benchmarks.panel;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.stillwatch.evaluation.JudgementReport;
import io.stillwatch.evaluation.judgement.CoreFigures;
import io.stillwatch.evaluation.judgement.Detection;
import io.stillwatch.evaluation.judgement.Interval;
import io.stillwatch.evaluation.judgement.Judgement;
import io.stillwatch.evaluation.judgement.ScenarioFigures;
import io.stillwatch.evaluation.judgement.UnitShare;
import io.stillwatch.simulator.Truth;
import io.stillwatch.v1.Band;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The figures of several seeds together: those of {@code evaluate}, and what is added here. */
final class PanelReport {
  /** Whoever is loud enough for simple rules: shown, and not part of a mean. */
  static final Set<String> CONTROLS = Set.of("S01", "S13", "S15");

  private static final int FIRST = 10;

  private final JudgedSeeds seeds;
  private final Judgement judgement;
  private final Map<String, Double> parts;
  private final List<Double> prevalences;

  /**
   * @param parts of a population by persona; empty: nobody is honest
   */
  PanelReport(JudgedSeeds seeds, Map<String, Double> parts, List<Double> prevalences) {
    this.seeds = seeds;
    this.judgement = seeds.judgement();
    this.parts = parts;
    this.prevalences = prevalences;
  }

  void addTo(JsonObject json) {
    json.addProperty("nights", seeds.nights());
    new JudgementReport(judgement, parts, prevalences, Map.of()).addTo(json);
    json.remove("baselines");
    json.remove("curves");
    json.add("headline", headline());
    json.add("scenarios", scenarios());
    json.add("units", units());
    json.add("networks", networks(json.getAsJsonObject("networks")));
  }

  /** All but the controls: campaigns together, and scenarios each counting the same. */
  private JsonObject headline() {
    JsonObject headline = new JsonObject();
    Set<String> names = new TreeSet<>();
    judgement.detections().forEach(of -> names.add(of.scenario()));
    names.removeAll(CONTROLS);
    if (names.isEmpty()) {
      return headline;
    }
    add(headline, judgement.campaigns("all", 0, of -> names.contains(of.scenario())));
    List<ScenarioFigures> each = new ArrayList<>();
    names.forEach(name -> each.add(judgement.campaigns(name, 0, of -> is(of, name))));
    headline.addProperty("scenarios", each.size());
    headline.addProperty("mean_detected", mean(each.stream().map(ScenarioFigures::detected)));
    headline.addProperty("mean_recall", mean(each.stream().map(ScenarioFigures::recall)));
    headline.addProperty("mean_harvest_lost_share", mean(each.stream().map(ScenarioFigures::lost)));
    return headline;
  }

  private static double mean(Stream<Interval> figures) {
    return figures.mapToDouble(Interval::value).average().orElseThrow();
  }

  private static boolean is(Detection of, String scenario) {
    return of.scenario().equals(scenario);
  }

  /** Each scenario, and each of its planned sizes; size 0: all of them. */
  private JsonArray scenarios() {
    Map<String, Set<Integer>> sizes = new TreeMap<>();
    for (Detection of : judgement.detections()) {
      sizes
          .computeIfAbsent(of.scenario(), unused -> new TreeSet<>(Set.of(0)))
          .add(seeds.plannedSize(of.campaign()));
    }
    JsonArray array = new JsonArray();
    sizes.forEach((name, of) -> of.forEach(size -> array.add(scenario(name, size))));
    return array;
  }

  private JsonObject scenario(String name, int size) {
    JsonObject object = new JsonObject();
    object.addProperty("scenario", name);
    object.addProperty("size", size);
    object.addProperty("control", CONTROLS.contains(name));
    add(
        object,
        judgement.campaigns(
            name,
            size,
            of -> is(of, name) && (size == 0 || seeds.plannedSize(of.campaign()) == size)));
    return object;
  }

  private static void add(JsonObject object, ScenarioFigures of) {
    object.addProperty("campaigns", of.campaigns());
    object.addProperty("accounts", of.accounts());
    JudgementReport.add(object, "recall", of.recall());
    JudgementReport.add(object, "detected", of.detected());
    JudgementReport.add(object, "median_days_to_detection", of.medianDays());
    JudgementReport.add(object, "median_exchanges_to_detection", of.medianExchanges());
    JudgementReport.add(object, "harvest_lost_share", of.lost());
  }

  /** Honest groups and people: of which persona how many were ever touched. */
  private JsonArray units() {
    JsonArray array = new JsonArray();
    List<Truth> all = new ArrayList<>();
    judgement
        .honestPersonas()
        .forEach(
            (persona, rows) -> {
              array.add(units(persona, rows));
              all.addAll(rows);
            });
    array.add(units("all", all));
    return array;
  }

  private JsonObject units(String persona, List<Truth> rows) {
    JsonObject object = new JsonObject();
    object.addProperty("persona", persona);
    object.addProperty("accounts", rows.size());
    UnitShare queued = judgement.unitsQueued(rows);
    object.addProperty("units", queued.units());
    add(object, "queued", queued);
    add(object, "soft", judgement.unitsAt(rows, Band.BAND_SOFT));
    add(object, "hard", judgement.unitsAt(rows, Band.BAND_HARD));
    return object;
  }

  private static void add(JsonObject object, String name, UnitShare share) {
    object.addProperty(name + "_units", share.hits());
    JudgementReport.add(object, name, share.interval());
  }

  private JsonObject networks(JsonObject networks) {
    JudgementReport.add(networks, "queue_precision_first_10", judgement.queuePrecision(FIRST));
    JsonObject kinds = new JsonObject();
    judgement.queuePerNightByKind().forEach(kinds::addProperty);
    networks.add("queue_per_night_by_kind", kinds);
    CoreFigures cores = judgement.cores();
    JudgementReport.add(networks, "core_completeness", cores.completeness());
    JudgementReport.add(networks, "core_purity", cores.purity());
    JudgementReport.add(networks, "split_campaigns", cores.split());
    JudgementReport.add(networks, "merged_networks", cores.merged());
    number(networks, "networks_per_campaign", cores.networksPerCampaign());
    number(networks, "campaigns_per_network", cores.campaignsPerNetwork());
    return networks;
  }

  private static void number(JsonObject object, String name, double value) {
    object.addProperty(name, Double.isNaN(value) ? null : value);
  }
}
