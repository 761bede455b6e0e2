package io.stillwatch.benchmarks.crowding;

import com.google.gson.JsonObject;
import io.stillwatch.benchmarks.Measurement;
import io.stillwatch.benchmarks.crowding.Scenario.Change;
import io.stillwatch.standalone.commands.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stillwatch bench crowding}: what crowding finds, and whom else it flags. */
@Command(
    name = "crowding",
    mixinStandardHelpOptions = true,
    description =
        "Play campaigns and honest changes in simulated nights: recall at a false-positive rate of"
            + " 0.05 %% beside the ordinary isolation score and a contrast of densities, and the"
            + " false positives of a threshold fixed on a quiet night.")
public final class CrowdingCommand extends Measurement {
  private static final List<Integer> ONE_GROUP = List.of(0, 1, 2, 3);
  private static final List<Integer> FOUR_GROUPS = List.of(0, 6, 12, 18);
  private static final List<Integer> ALL = IntStream.range(0, 24).boxed().toList();

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "30000",
      description = "honest accounts of a night (default: ${DEFAULT-VALUE})")
  int accounts;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "5",
      description = "worlds a row, of the seeds 1 to N (default: ${DEFAULT-VALUE})")
  int seeds;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "2",
      description = "threads (default: ${DEFAULT-VALUE})")
  int threads;

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "only the scenarios whose name has this")
  String only = "";

  private final Map<String, Double> quietThresholds = new HashMap<>();

  @Override
  public Integer call() {
    if (accounts < 1000 || seeds < 1) {
      throw new IllegalArgumentException(
          accounts + " accounts and " + seeds + " seeds; at least 1000 and 1 are needed");
    }
    List<Scenario> scenarios =
        scenarios().stream().filter(scenario -> scenario.name().contains(only)).toList();
    if (scenarios.isEmpty()) {
      throw new IllegalArgumentException("no scenario's name has \"" + only + '"');
    }
    Table table = new Table(Played.HEADER);
    JsonObject rows = new JsonObject();
    for (Scenario scenario : scenarios) {
      List<Played> played = new ArrayList<>();
      for (int seed = 1; seed <= seeds; seed++) {
        played.add(Played.of(scenario, accounts, threads, seed, quietThreshold(scenario, seed)));
      }
      table.row(Played.row(scenario, played));
      rows.add(scenario.name(), Played.json(played));
      say(scenario.name());
    }
    tell(table, json(rows));
    return 0;
  }

  /** The same for all scenarios of a world. */
  private double quietThreshold(Scenario scenario, int seed) {
    String world = scenario.features() + " " + scenario.discrete() + " " + seed;
    return quietThresholds.computeIfAbsent(
        world,
        unused ->
            Played.quietThreshold(
                scenario.features(), scenario.discrete(), accounts, threads, seed));
  }

  /** In the order of the table in docs/crowding.md. */
  static List<Scenario> scenarios() {
    List<Scenario> scenarios = new ArrayList<>();
    for (int members : new int[] {50, 400}) {
      scenarios.add(quiet("24 alike in all", 24, false, members, ALL, 3));
      scenarios.add(quiet("24 alike in 4 of a group", 24, false, members, ONE_GROUP, 3));
      scenarios.add(quiet("60 alike in 4 of a group", 60, false, members, ONE_GROUP, 3));
      scenarios.add(quiet("60 alike in 4 of a group, far", 60, false, members, ONE_GROUP, 6));
      scenarios.add(quiet("60 half discrete, 4 of a group", 60, true, members, ONE_GROUP, 3));
      scenarios.add(quiet("60 half discrete, 4 of a group, far", 60, true, members, ONE_GROUP, 6));
      scenarios.add(quiet("60 alike in 4 of 4 groups, far", 60, false, members, FOUR_GROUPS, 6));
    }
    for (Change change : Change.values()) {
      int members = change == Change.CONTAMINATION ? 4000 : 400;
      String name = change.name().toLowerCase(Locale.ROOT) + ", 24, " + members;
      scenarios.add(new Scenario(name, 24, false, members, ALL, 3, change));
    }
    for (int members : new int[] {50, 400}) {
      String name = "all, 60 half discrete, far, " + members;
      scenarios.add(new Scenario(name, 60, true, members, ONE_GROUP, 6, Change.ALL));
    }
    return scenarios;
  }

  private static Scenario quiet(
      String name, int features, boolean discrete, int members, List<Integer> tells, double shift) {
    return new Scenario(
        name + ", " + members, features, discrete, members, tells, shift, Change.NOTHING);
  }

  private JsonObject json(JsonObject rows) {
    JsonObject json = new JsonObject();
    json.addProperty("accounts", accounts);
    json.addProperty("seeds", seeds);
    json.add("scenarios", rows);
    return json;
  }
}
