package io.stillwatch.benchmarks.networks;

import com.google.gson.JsonObject;
import io.stillwatch.benchmarks.Measurement;
import io.stillwatch.benchmarks.contest.HeapUse;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.standalone.commands.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stillwatch bench networks}: discovery at the size of a platform. */
@Command(
    name = "networks",
    mixinStandardHelpOptions = true,
    description =
        "Find a planted network among many accounts: seconds and heap beside a union of all shared"
            + " keys, what is found, what a flood of prompts costs, and whether networks keep their"
            + " ids from night to night.")
public final class NetworksCommand extends Measurement {
  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "honest accounts of the large night (default: ${DEFAULT-VALUE})")
  int accounts;

  @Option(
      names = "--few",
      paramLabel = "N",
      defaultValue = "100000",
      description = "honest accounts of the small night (default: ${DEFAULT-VALUE})")
  int few;

  @Option(
      names = "--members",
      paramLabel = "N",
      defaultValue = "20000",
      description = "accounts of the large network (default: ${DEFAULT-VALUE})")
  int members;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "7",
      description = "baseline days (default: ${DEFAULT-VALUE})")
  int days;

  @Option(
      names = "--prompts",
      paramLabel = "N",
      defaultValue = "50000",
      description = "prompts of the flood (default: ${DEFAULT-VALUE})")
  int prompts;

  @Option(
      names = "--nights",
      paramLabel = "N",
      defaultValue = "14",
      description = "nights over which ids are followed (default: ${DEFAULT-VALUE})")
  int nights;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "seed of all accounts (default: ${DEFAULT-VALUE})")
  long seed;

  private final JsonObject json = new JsonObject();

  @Override
  public Integer call() {
    require(few >= 1000 && accounts >= few, few + " and " + accounts + " accounts; 1000 or more");
    require(members >= 8 && members <= accounts, members + " members; 8 or more");
    require(days >= 1 && nights >= 2, days + " days and " + nights + " nights; 1 and 2 or more");
    require(prompts >= 16, prompts + " prompts; 16 or more");
    night("100k", few);
    night("1m", accounts);
    double growth =
        json.get("cpu_seconds_1m").getAsDouble() / json.get("cpu_seconds_100k").getAsDouble();
    figure("growth_exponent", Math.log(growth) / Math.log((double) accounts / few));
    floods();
    fortnight();
    json.addProperty("accounts", accounts);
    json.addProperty("members", members);
    json.addProperty("days", days);
    tell(table(), json);
    return 0;
  }

  private void night(String size, int honest) {
    say("making " + honest + " accounts");
    Town town = new Town(honest, seed);
    List<Group> groups = groups(honest);
    List<FeatureVector> others = new ArrayList<>();
    groups.forEach(group -> others.addAll(group.vectors(town, Night.TONIGHT)));
    Night night = new Night(town, others);
    others.clear();
    figure("vectors_mib_" + size, (double) HeapUse.usedMib());
    say("a baseline of " + days + " days");
    HeapUse.forgetPeaks();
    night.addBaseline(days);
    Found found = new Found(night.networks());
    figure("peak_mib_" + size, (double) HeapUse.peakMib());
    figure("seconds_" + size, night.seconds());
    figure("baseline_seconds_" + size, night.reading().seconds());
    figure("discovery_seconds_" + size, night.finding().seconds());
    figure("cpu_seconds_" + size, night.cpuSeconds());
    beside(size, night);
    if (size.equals("1m")) {
      figure("found_completeness", found.completeness(groups));
      figure("found_purity", found.purity(groups));
      figure("found_networks", found.networks());
    }
  }

  private void beside(String size, Night night) {
    int[] largest = new int[1];
    Stopwatch union = new Stopwatch();
    union.time(() -> largest[0] = SharedKeys.largestGroup(night.today()));
    figure("union_seconds_" + size, union.seconds());
    figure("union_ratio_" + size, night.cpuSeconds() / union.cpuSeconds());
    figure("union_largest_share_" + size, (double) largest[0] / night.today().size());
  }

  /** The large and a small network, a launch and a class, or less of them in a small town. */
  private List<Group> groups(int honest) {
    return List.of(
        new Group(Group.Kind.CAMPAIGN, 0, Math.min(members, honest / 5)),
        new Group(Group.Kind.CAMPAIGN, 1, 50),
        new Group(Group.Kind.LAUNCH, 2, Math.min(3000, honest / 30)),
        new Group(Group.Kind.CLASS, 3, 120));
  }

  private void floods() {
    double half = flood(prompts / 2).cpuSeconds();
    Stopwatch whole = flood(prompts);
    figure("flood_peak_mib", (double) HeapUse.peakMib());
    figure("flood_seconds", whole.seconds());
    figure("flood_cpu_seconds", whole.cpuSeconds());
    figure("flood_exponent", Math.log(whole.cpuSeconds() / half) / Math.log(2));
  }

  private Stopwatch flood(int size) {
    say("a flood of " + size + " prompts");
    Town town = new Town(few, seed);
    Night night = new Night(town, Flood.vectors(size, town, Night.TONIGHT));
    night.addBaseline(days);
    HeapUse.forgetPeaks();
    figure("flood_networks", night.networks().getNetworksCount());
    return night.finding();
  }

  private void fortnight() {
    say(nights + " nights");
    Fortnight played = new Fortnight(few / 10, List.of(600, 200, 100), seed);
    played.play(nights);
    figure("id_stability", played.stability());
    figure("ids_a_network_most", played.mostIds());
    figure("nights_found", played.foundShare());
  }

  private void figure(String name, double value) {
    json.addProperty(name, value);
    say(name + " " + String.format(Locale.ROOT, "%,.3f", value));
  }

  private Table table() {
    Table table = new Table("FIGURE", "");
    json.entrySet()
        .forEach(
            entry ->
                table.row(
                    entry.getKey(),
                    String.format(Locale.ROOT, "%,.3f", entry.getValue().getAsDouble())));
    return table;
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException(what);
    }
  }
}
