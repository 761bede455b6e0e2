package io.stillwatch.benchmarks.leaks;

import com.google.gson.JsonObject;
import io.stillwatch.benchmarks.leaks.Observed.Account;
import io.stillwatch.standalone.commands.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What gives each scenario of a season away.
 *
 * @param shuffled the probe of all campaigns where the truth is dealt out anew: chance
 */
record LeakFigures(List<ScenarioLeaks> scenarios, Auroc shuffled) {
  private static final int REASONS = 3;
  private static final double CHANCE = 0.05;

  static LeakFigures of(Observed season, long seed, Consumer<String> progress) {
    progress.accept("probing all campaigns at once");
    Probe all = Probe.of(season.accounts(), seed);
    Auroc shuffled = Probe.shuffled(season.accounts(), seed).auroc(seed);
    List<ScenarioLeaks> scenarios = new ArrayList<>();
    for (String scenario : season.scenarios()) {
      progress.accept("searching and probing " + scenario);
      scenarios.add(scenario(season, scenario, all, seed));
    }
    return new LeakFigures(scenarios, shuffled);
  }

  private static ScenarioLeaks scenario(Observed season, String scenario, Probe all, long seed) {
    List<Account> attackers = season.attackers(scenario);
    List<Account> lookAlikes = season.honest(LookAlikes.of(scenario));
    List<Account> both = new ArrayList<>(attackers);
    both.addAll(lookAlikes);
    Probe own = Probe.of(both, seed, Stated.numbers(scenario));
    List<Account> beside = new ArrayList<>(attackers);
    beside.addAll(season.honest(LookAlikes.withAllOrdinary(scenario)));
    return new ScenarioLeaks(
        scenario,
        attackers.size(),
        lookAlikes.size(),
        ValueSearch.of(attackers, lookAlikes, season.words()),
        own.auroc(seed),
        Probe.of(beside, seed, Stated.numbers(scenario)).auroc(seed),
        all.auroc(both, seed),
        kinds(lookAlikes, seed),
        own.reasons(REASONS));
  }

  private static Map<String, Double> kinds(List<Account> lookAlikes, long seed) {
    Map<String, Double> kinds = new TreeMap<>();
    for (Account account : lookAlikes) {
      kinds.computeIfAbsent(
          account.truth().persona(),
          kind -> Probe.ofKind(lookAlikes, kind, seed).auroc(seed).value());
    }
    return kinds;
  }

  /** Whether some scenario is given away by more than is known, or the probe sees what is not. */
  boolean regressed() {
    return scenarios.stream().anyMatch(ScenarioLeaks::regressed)
        || Math.abs(shuffled.value() - 0.5) > CHANCE;
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("recall", ValueSearch.RECALL);
    json.addProperty("rate", ValueSearch.RATE);
    json.addProperty("most_auroc", ScenarioLeaks.MOST_AUROC);
    json.addProperty("clean_scenarios", scenarios.stream().filter(ScenarioLeaks::clean).count());
    json.addProperty("regressed", regressed());
    json.addProperty("shuffled_auroc", shuffled.value());
    json.addProperty("shuffled_auroc_low", shuffled.low());
    json.addProperty("shuffled_auroc_high", shuffled.high());
    JsonObject all = new JsonObject();
    scenarios.forEach(one -> all.add(one.scenario(), one.json()));
    json.add("scenarios", all);
    return json;
  }

  @Override
  public String toString() {
    Table table = new Table(ScenarioLeaks.HEADER);
    scenarios.forEach(one -> table.row(one.cells()));
    return String.format(
        Locale.ROOT,
        "%s%nshuffled truth: %.3f (%.3f–%.3f)%n",
        table,
        shuffled.value(),
        shuffled.low(),
        shuffled.high());
  }
}
