package io.stillwatch.benchmarks.leaks;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What gives one scenario away.
 *
 * @param leaks all, those included that the scenario has by definition
 * @param own by trees that know campaigns of this scenario alone
 * @param all by trees that know campaigns of all scenarios, and all honest kinds
 * @param kinds by trees that know one of the look-alikes' kinds against the others, by kind
 * @param reasons what the first trees split by, with its share of the gain
 */
record ScenarioLeaks(
    String scenario,
    int accounts,
    int lookAlikes,
    List<Leak> leaks,
    Auroc own,
    Auroc ordinary,
    Auroc all,
    Map<String, Double> kinds,
    List<Map.Entry<String, Double>> reasons) {
  static final double MOST_AUROC = 0.8;
  static final String[] HEADER = {
    "SCENARIO",
    "ACCOUNTS",
    "LOOK-ALIKES",
    "LEAKS",
    "OPEN",
    "STATED",
    "PROBE",
    "INTERVAL",
    "WITH CHAT AND API",
    "PROBE (ALL)",
    "HONEST KINDS",
    "SPLITS BY",
    "FIRST LEAK"
  };

  /** Those that the scenario does not have by definition, and that nobody knew. */
  List<Leak> unexplained() {
    return leaks.stream().filter(leak -> !leak.listed(known())).toList();
  }

  private List<Leak> stated() {
    return leaks.stream().filter(leak -> leak.listed(Stated.values(scenario))).toList();
  }

  private List<Leak> open() {
    return leaks.stream()
        .filter(leak -> !leak.listed(Stated.values(scenario)) && leak.listed(known()))
        .toList();
  }

  private List<String> known() {
    List<String> known = new ArrayList<>(Stated.values(scenario));
    known.addAll(Open.values(scenario));
    return known;
  }

  /**
   * The larger of the two; 0.5 where the probe may know the scenario. Where its own does without
   * some numbers, that of all campaigns, which has them, tells nothing.
   */
  double probe() {
    if (Stated.probed(scenario)) {
      return 0.5;
    }
    boolean whole = Stated.numbers(scenario).isEmpty();
    return whole ? Math.max(own.value(), all.value()) : own.value();
  }

  /** Whether nothing gives it away but what it is. */
  boolean clean() {
    return unexplained().isEmpty()
        && open().isEmpty()
        && !Stated.probed(scenario)
        && probe() <= MOST_AUROC;
  }

  /** Whether something gives it away that is neither what it is nor known. */
  boolean regressed() {
    return !unexplained().isEmpty()
        || open().size() > Open.mostPairs(scenario)
        || probe() > Open.most(scenario);
  }

  String[] cells() {
    List<Leak> unexplained = unexplained();
    return new String[] {
      scenario,
      Integer.toString(accounts),
      Integer.toString(lookAlikes),
      Integer.toString(unexplained.size()),
      Integer.toString(open().size()),
      Integer.toString(stated().size()),
      three(own.value()) + mark(),
      three(own.low()) + "–" + three(own.high()),
      three(ordinary.value()),
      three(all.value()),
      three(medianOfKinds()),
      reasons.stream()
          .map(reason -> reason.getKey() + " " + three(reason.getValue()))
          .collect(Collectors.joining(", ")),
      unexplained.isEmpty() ? "-" : unexplained.get(0) + " " + three(unexplained.get(0).recall())
    };
  }

  /**
   * How well an honest kind is told from its fellows by the same probe, for half of the kinds: what
   * of the scenario's own is no more than that customers differ. 0.5 where there is one kind.
   */
  double medianOfKinds() {
    double[] sorted = kinds.values().stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length < 2
        ? 0.5
        : sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private String mark() {
    return Stated.probed(scenario)
        ? " (stated)"
        : Open.most(scenario) > MOST_AUROC ? " (open)" : "";
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("accounts", accounts);
    json.addProperty("look_alikes", lookAlikes);
    json.addProperty("allowed", ValueSearch.allowed(lookAlikes));
    json.add("leaks", leaks(unexplained()));
    json.add("open", leaks(open()));
    json.add("stated", leaks(stated()));
    json.addProperty("probe_auroc", own.value());
    json.addProperty("probe_auroc_low", own.low());
    json.addProperty("probe_auroc_high", own.high());
    json.addProperty("probe_with_chat_and_api_auroc", ordinary.value());
    json.addProperty("probe_all_auroc", all.value());
    json.addProperty("probe_all_auroc_low", all.low());
    json.addProperty("probe_all_auroc_high", all.high());
    json.addProperty("probe_honest_kinds_auroc", medianOfKinds());
    JsonObject each = new JsonObject();
    kinds.forEach(each::addProperty);
    json.add("probe_honest_kind_auroc", each);
    json.addProperty("probe_stated", Stated.probed(scenario));
    json.addProperty("probe_allowed", Open.most(scenario));
    JsonObject splits = new JsonObject();
    reasons.forEach(reason -> splits.addProperty(reason.getKey(), reason.getValue()));
    json.add("splits_by", splits);
    json.addProperty("clean", clean());
    json.addProperty("regressed", regressed());
    return json;
  }

  private static JsonArray leaks(List<Leak> leaks) {
    JsonArray array = new JsonArray();
    for (Leak leak : leaks) {
      JsonObject one = new JsonObject();
      one.addProperty("values", leak.toString());
      one.addProperty("recall", leak.recall());
      one.addProperty("false_positives", leak.falsePositives());
      array.add(one);
    }
    return array;
  }

  private static String three(double figure) {
    return String.format(Locale.ROOT, "%.3f", figure);
  }
}
