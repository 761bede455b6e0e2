package io.stillwatch.benchmarks.panel;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.stillwatch.benchmarks.Measurement;
import io.stillwatch.evaluation.judgement.JudgedNight;
import io.stillwatch.simulator.season.Range;
import io.stillwatch.simulator.season.SeasonPlan;
import io.stillwatch.standalone.commands.Table;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stillwatch bench nights}: whom honest changes make suspicious. */
@Command(
    name = "nights",
    mixinStandardHelpOptions = true,
    description =
        "Search an honest season in which a kind of customers drifts, grows by a half, everybody"
            + " changes with the season, or an app with 1,000 users is launched: who is flagged.")
public final class NightsCommand extends Measurement {
  private static final String APP = "vendor_app";

  @Mixin PanelOptions options = new PanelOptions();

  @Option(
      names = "--persona",
      paramLabel = "KIND",
      defaultValue = "coding_agent",
      description = "who drifts and grows (default: ${DEFAULT-VALUE})")
  String persona = "coding_agent";

  @Option(
      names = "--users",
      paramLabel = "N",
      defaultValue = "1000",
      description = "of the app that is launched (default: ${DEFAULT-VALUE})")
  int users;

  @Override
  public Integer call() {
    SeasonPlan honest = options.plan().honest();
    if (!honest.mix().containsKey(persona)) {
      throw new IllegalArgumentException(
          "nobody in " + honest.version() + " is a \"" + persona + '"');
    }
    if (users < 1) {
      throw new IllegalArgumentException("an app with " + users + " users");
    }
    Map<String, JudgedSeeds> judged = new LinkedHashMap<>();
    for (KeptSeason season : options.seasons(honest, this::say)) {
      addChanged(season, judged);
    }
    for (KeptSeason season : options.seasons(launching(honest), this::say)) {
      add("launch", season, SeasonNights.of(season, List.of(Variant.USUAL)).get(0), judged);
    }
    Table table = VariantFigures.table();
    JsonArray rows = new JsonArray();
    judged.forEach(
        (name, seeds) -> {
          JsonObject row = VariantFigures.of(name, seeds);
          rows.add(row);
          VariantFigures.row(table, row);
        });
    JsonObject json = new JsonObject();
    json.addProperty("persona", persona);
    json.add("nights", rows);
    tell(table, json);
    return 0;
  }

  private void addChanged(KeptSeason season, Map<String, JudgedSeeds> judged) {
    SeasonPlan plan = season.plan();
    SpecialNights nights =
        new SpecialNights(
            season.truth(),
            plan.start().plusDays(plan.baselineDays() + plan.seasonDays() / 2L),
            persona);
    List<Variant> variants = nights.variants();
    List<List<JudgedNight>> found = SeasonNights.of(season, variants);
    for (int i = 0; i < variants.size(); i++) {
      add(variants.get(i).name(), season, found.get(i), judged);
    }
    judged.getOrDefault("growth", new JudgedSeeds()).addOthers(season, nights.grown());
  }

  private static void add(
      String name, KeptSeason season, List<JudgedNight> found, Map<String, JudgedSeeds> judged) {
    judged.computeIfAbsent(name, unused -> new JudgedSeeds()).add(season, found);
  }

  /** Every app is launched within the season, and the first has so many users. */
  private SeasonPlan launching(SeasonPlan plan) {
    double parts = plan.mix().values().stream().mapToDouble(part -> part).sum();
    Map<String, Double> mix = new HashMap<>(plan.mix());
    mix.merge(APP, parts * users / Math.max(1, plan.accounts()), Math::max);
    Map<String, Map<String, Range>> roles = new HashMap<>(plan.roles());
    Map<String, Range> app = new HashMap<>(roles.getOrDefault(APP, Map.of()));
    app.put("users", new Range(users, users));
    app.put("launched", new Range(1, 1));
    roles.put(APP, app);
    return new SeasonPlan(
        plan.version() + "-launch",
        plan.start(),
        plan.baselineDays(),
        plan.seasonDays(),
        plan.accounts(),
        plan.mostCalls(),
        plan.releaseDay(),
        mix,
        plan.population(),
        List.of(),
        roles);
  }
}
