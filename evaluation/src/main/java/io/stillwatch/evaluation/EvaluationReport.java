package io.stillwatch.evaluation;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.stillwatch.trainer.NightOutcome;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/** An outcome for a person and for a program. */
final class EvaluationReport {
  private final Evaluation.Outcome outcome;
  private final Scorecard scores;
  private final boolean hasTruth;

  EvaluationReport(Evaluation.Outcome outcome, Scorecard scores, boolean hasTruth) {
    this.outcome = outcome;
    this.scores = scores;
    this.hasTruth = hasTruth;
  }

  void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%,d events of %,d accounts%n%s%n%n",
        outcome.events(),
        outcome.verdicts().size(),
        outcome.night().text());
    scores.bands().forEach((band, count) -> row(out, Scorecard.name(band), count));
    if (hasTruth) {
      printAgainstTruth(out);
    }
  }

  private void printAgainstTruth(PrintWriter out) {
    out.println();
    row(out, "attack accounts at soft", scores.caught());
    row(out, "honest accounts at soft", scores.falselyCaught());
    row(out, "honest accounts at watch", scores.falselyWatched());
    row(out, "networks found", scores.networksFound() + " of " + scores.networksPlanted());
    row(out, "AUROC of risk", String.format(Locale.ROOT, "%.4f", scores.auroc()));
    out.printf("%nat soft, by persona%n");
    scores.byPersona().forEach((persona, share) -> row(out, persona, share));
    out.printf("%nnetworks%n");
    scores.networks().forEach((id, found) -> row(out, id, text(found)));
  }

  private static String text(FoundNetwork found) {
    return String.format(
        Locale.ROOT,
        "%,d members, %.1f %% of them of %s, which it holds %.1f %% of",
        found.members(),
        100 * found.purity(),
        found.campaign().isEmpty() ? "nobody" : found.campaign(),
        100 * found.completeness());
  }

  private static void row(PrintWriter out, String name, Object value) {
    out.printf(Locale.ROOT, "  %-34s %s%n", name, value);
  }

  /** Adds the figures to a result. */
  void addTo(JsonObject result) {
    result.addProperty("events", outcome.events());
    result.addProperty("events_per_second", outcome.events() / outcome.reportSeconds());
    result.addProperty("accounts", outcome.verdicts().size());
    result.addProperty("night", outcome.night().text());
    result.addProperty(
        "model_version",
        outcome.night() instanceof NightOutcome.Activated activated
            ? activated.manifest().getVersion()
            : "");
    JsonObject bands = new JsonObject();
    scores.bands().forEach((band, count) -> bands.addProperty(Scorecard.name(band), count));
    result.add("band_counts", bands);
    if (hasTruth) {
      addAgainstTruth(result);
    }
  }

  private void addAgainstTruth(JsonObject result) {
    result.addProperty("attack_accounts", scores.caught().cases());
    result.addProperty("attack_accounts_flagged", scores.caught().hits());
    result.addProperty("honest_accounts", scores.falselyCaught().cases());
    result.addProperty("honest_accounts_flagged", scores.falselyCaught().hits());
    result.add("attack_at_soft", scores.caught().json());
    result.add("honest_at_soft", scores.falselyCaught().json());
    result.add("honest_at_watch", scores.falselyWatched().json());
    ResultFile.addIfDefined(result, "auroc", scores.auroc());
    ResultFile.addIfDefined(result, "average_precision", scores.averagePrecision());
    result.addProperty("networks_planted", scores.networksPlanted());
    result.addProperty("networks_found", scores.networksFound());
    result.add("last_night_personas", shares(scores.byPersona()));
    result.add("campaigns", shares(scores.byCampaign()));
    JsonObject harvest = new JsonObject();
    scores.harvestCaught().forEach(harvest::addProperty);
    result.add("harvest_tokens_caught", harvest);
    result.add("last_night_networks", networks());
  }

  private static JsonObject shares(Map<String, Share> shares) {
    JsonObject object = new JsonObject();
    shares.forEach((name, share) -> object.add(name, share.json()));
    return object;
  }

  private JsonArray networks() {
    JsonArray array = new JsonArray();
    scores
        .networks()
        .forEach(
            (id, found) -> {
              JsonObject object = new JsonObject();
              object.addProperty("id", id);
              object.addProperty("campaign", found.campaign());
              object.addProperty("members", found.members());
              object.addProperty("purity", found.purity());
              object.addProperty("completeness", found.completeness());
              array.add(object);
            });
    return array;
  }
}
