package io.stillwatch.benchmarks.panel;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.stillwatch.benchmarks.Measurement;
import io.stillwatch.evaluation.judgement.JudgedNight;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.simulator.Truth;
import io.stillwatch.standalone.commands.Table;
import io.stillwatch.v1.Band;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code stillwatch bench ablation}: what each family of evidence and each honest kind is worth.
 */
@Command(
    name = "ablation",
    mixinStandardHelpOptions = true,
    description =
        "Search a season's nights with a family of evidence ignored, and with one kind of honest"
            + " customers absent from all days: what is lost, and who else is flagged.")
public final class AblationCommand extends Measurement {
  /** Beside the content, which candidates are made of. */
  private static final List<String> FAMILIES =
      List.of("behaviour", "client", "control", "money", "place");

  @Mixin PanelOptions options = new PanelOptions();

  @Option(
      names = "--what",
      paramLabel = "families|personas|all",
      defaultValue = "all",
      description = "what is left out in turn (default: ${DEFAULT-VALUE})")
  What what = What.ALL;

  /** What is left out in turn. */
  enum What {
    FAMILIES,
    PERSONAS,
    ALL
  }

  @Override
  public Integer call() {
    List<KeptSeason> seasons = options.seasons(options.plan(), this::say);
    Map<String, JudgedSeeds> judged = new TreeMap<>();
    Map<String, Map<String, Integer>> newly = new TreeMap<>();
    List<String> order = new ArrayList<>();
    for (KeptSeason season : seasons) {
      search(season, judged, newly, order);
      say("seed " + season.seed() + ": searched");
    }
    Table table = VariantFigures.table();
    JsonArray rows = new JsonArray();
    for (String name : order) {
      JsonObject row = VariantFigures.of(name, judged.getOrDefault(name, new JudgedSeeds()));
      JsonObject others = new JsonObject();
      newly.getOrDefault(name, Map.of()).forEach(others::addProperty);
      row.add("newly_soft_accounts", others);
      rows.add(row);
      VariantFigures.row(table, row);
    }
    JsonObject json = new JsonObject();
    json.addProperty("season", seasons.get(0).plan().version());
    json.add("variants", rows);
    tell(table, json);
    return 0;
  }

  private void search(
      KeptSeason season,
      Map<String, JudgedSeeds> judged,
      Map<String, Map<String, Integer>> newly,
      List<String> order) {
    Map<String, Truth> truth = season.truth();
    List<Variant> variants = variants(truth);
    List<List<JudgedNight>> found = SeasonNights.of(season, variants);
    Set<String> usual = soft(found.get(0));
    for (int i = 0; i < variants.size(); i++) {
      String name = variants.get(i).name();
      if (!order.contains(name)) {
        order.add(name);
      }
      judged
          .computeIfAbsent(name, unused -> new JudgedSeeds())
          .add(season, found.get(i), row -> row.attack() || !name.equals(personaName(row)));
      Map<String, Integer> counts = newly.computeIfAbsent(name, unused -> new TreeMap<>());
      for (String account : soft(found.get(i))) {
        Truth row = truth.get(account);
        if (row != null && !row.attack() && !usual.contains(account)) {
          counts.merge(row.persona(), 1, Integer::sum);
        }
      }
    }
  }

  private List<Variant> variants(Map<String, Truth> truth) {
    List<Variant> variants = new ArrayList<>(List.of(Variant.USUAL));
    if (what != What.PERSONAS) {
      for (String family : FAMILIES) {
        variants.add(
            new Variant("without " + family, Audience.ALL, Finder.without(Set.of(family))));
      }
    }
    if (what != What.FAMILIES) {
      Set<String> names = new TreeSet<>();
      truth.values().stream()
          .filter(row -> !row.attack())
          .forEach(row -> names.add(personaName(row)));
      names.forEach(name -> variants.add(new Variant(name, absent(name, truth), Finder.DISCOVERY)));
    }
    return variants;
  }

  private static String personaName(Truth row) {
    return "no " + row.persona();
  }

  private static Audience absent(String name, Map<String, Truth> truth) {
    return (LocalDate day, List<FeatureVector> vectors) ->
        vectors.stream().filter(vector -> !is(name, truth, vector)).toList();
  }

  private static boolean is(String name, Map<String, Truth> truth, FeatureVector vector) {
    Truth row = truth.get(vector.account().accountId());
    return row != null && !row.attack() && name.equals(personaName(row));
  }

  private static Set<String> soft(List<JudgedNight> nights) {
    Set<String> soft = new HashSet<>();
    for (JudgedNight night : nights) {
      night
          .accounts()
          .forEach(
              (id, judged) -> {
                if (judged.band().compareTo(Band.BAND_SOFT) >= 0) {
                  soft.add(id);
                }
              });
    }
    return soft;
  }
}
