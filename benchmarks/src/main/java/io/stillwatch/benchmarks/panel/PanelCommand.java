package io.stillwatch.benchmarks.panel;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.stillwatch.benchmarks.Measurement;
import io.stillwatch.simulator.season.SeasonPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stillwatch bench panel}: how well networks are found over several seeds of a season. */
@Command(
    name = "panel",
    mixinStandardHelpOptions = true,
    description =
        "Play a season with several seeds, search its nights for networks, and hold what was found"
            + " against the truth. Events are folded once: another run on the same folder only"
            + " searches.")
public final class PanelCommand extends Measurement {
  @Mixin PanelOptions options = new PanelOptions();

  @Option(names = "--honest", description = "leave the campaigns out")
  boolean honest;

  @Option(
      names = "--persona",
      paramLabel = "KIND",
      description = "honest accounts of this kind alone, and no campaigns")
  @Nullable String persona;

  @Option(
      names = "--prevalence",
      paramLabel = "P",
      split = ",",
      defaultValue = "0.0005,0.005,0.025",
      description = "shares of attackers for figures of a population (default: ${DEFAULT-VALUE})")
  List<Double> prevalences = List.of();

  @Option(names = "--fold-only", description = "keep the vectors, and look at nothing")
  boolean foldOnly;

  @Override
  public Integer call() {
    for (double prevalence : prevalences) {
      if (!(prevalence > 0 && prevalence < 1)) {
        throw new IllegalArgumentException(
            "a prevalence of " + prevalence + " is not between 0 and 1");
      }
    }
    SeasonPlan plan = options.plan();
    List<KeptSeason> seasons =
        options.seasons(
            persona != null ? plan.of(persona) : honest ? plan.honest() : plan, this::say);
    return foldOnly ? 0 : search(seasons);
  }

  private int search(List<KeptSeason> seasons) {
    JudgedSeeds judged = new JudgedSeeds();
    long began = System.nanoTime();
    for (KeptSeason season : seasons) {
      judged.add(season, SeasonNights.of(season, List.of(Variant.USUAL)).get(0));
      say("seed " + season.seed() + ": searched");
    }
    JsonObject json = new JsonObject();
    json.addProperty("season", seasons.get(0).plan().version());
    JsonArray seeds = new JsonArray();
    seasons.forEach(season -> seeds.add(season.seed()));
    json.add("seeds", seeds);
    json.addProperty("search_seconds", (System.nanoTime() - began) / 1e9);
    PanelReport report = new PanelReport(judged, seasons.get(0).population(), prevalences);
    report.addTo(json);
    tell(PanelTable.of(json), json);
    return 0;
  }
}
