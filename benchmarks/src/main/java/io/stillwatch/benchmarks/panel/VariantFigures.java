package io.stillwatch.benchmarks.panel;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.stillwatch.evaluation.JudgementReport;
import io.stillwatch.evaluation.judgement.Judgement;
import io.stillwatch.evaluation.judgement.ScenarioFigures;
import io.stillwatch.evaluation.judgement.UnitShare;
import io.stillwatch.simulator.Truth;
import io.stillwatch.standalone.commands.Table;
import io.stillwatch.v1.Band;
import java.util.List;

/** What is compared between variants: campaigns but the controls, and honest units. */
final class VariantFigures {
  private VariantFigures() {}

  static JsonObject of(String name, JudgedSeeds seeds) {
    Judgement judgement = seeds.judgement();
    JsonObject json = new JsonObject();
    json.addProperty("variant", name);
    boolean attacked =
        judgement.detections().stream()
            .anyMatch(of -> !PanelReport.CONTROLS.contains(of.scenario()));
    if (attacked) {
      addCampaigns(json, judgement);
    }
    List<Truth> honest =
        judgement.honestPersonas().values().stream().flatMap(List::stream).toList();
    json.addProperty("honest_accounts", honest.size());
    JudgementReport.add(json, "fpr_soft", judgement.falsePositives(Band.BAND_SOFT));
    add(json, "soft", judgement.unitsAt(honest, Band.BAND_SOFT));
    add(json, "queued", judgement.unitsQueued(honest));
    JudgementReport.add(json, "queue_per_night", judgement.networks().queuePerNight());
    JudgementReport.add(json, "queue_precision", judgement.networks().queuePrecision());
    return json;
  }

  private static void addCampaigns(JsonObject json, Judgement judgement) {
    ScenarioFigures of =
        judgement.campaigns("all", 0, one -> !PanelReport.CONTROLS.contains(one.scenario()));
    json.addProperty("campaigns", of.campaigns());
    JudgementReport.add(json, "detected", of.detected());
    JudgementReport.add(json, "recall", of.recall());
    JudgementReport.add(json, "median_days_to_detection", of.medianDays());
    JudgementReport.add(json, "harvest_lost_share", of.lost());
  }

  private static void add(JsonObject json, String name, UnitShare share) {
    json.addProperty("honest_units", share.units());
    json.addProperty(name + "_units", share.hits());
    JudgementReport.add(json, name, share.interval());
  }

  static Table table() {
    return new Table(
        "variant",
        "campaigns",
        "detected",
        "recall",
        "days",
        "lost",
        "honest units",
        "soft",
        "queued",
        "queue a night",
        "precision");
  }

  static void row(Table table, JsonObject of) {
    boolean attacked = of.has("campaigns");
    table.row(
        of.get("variant").getAsString(),
        attacked ? of.get("campaigns").getAsString() : "0",
        attacked ? PanelTable.interval(of, "detected", 2) : "-",
        attacked ? PanelTable.interval(of, "recall", 2) : "-",
        attacked ? number(of.get("median_days_to_detection"), 1) : "-",
        attacked ? number(of.get("harvest_lost_share"), 2) : "-",
        of.get("honest_units").getAsString(),
        touched(of, "soft"),
        touched(of, "queued"),
        number(of.get("queue_per_night"), 2),
        number(of.get("queue_precision"), 2));
  }

  private static String touched(JsonObject of, String name) {
    return of.get(name + "_units") + " (at most " + number(of.get(name + "_high"), 4) + ")";
  }

  private static String number(JsonElement figure, int digits) {
    return PanelTable.number(figure, digits);
  }
}
