package io.stillwatch.benchmarks.calibration;

import com.google.gson.JsonObject;
import io.stillwatch.benchmarks.Measurement;
import io.stillwatch.simulator.cast.Casting;
import io.stillwatch.simulator.season.SeasonFile;
import io.stillwatch.simulator.season.SeasonPlan;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stillwatch bench volume}: how many calls a season has, by role. */
@Command(
    name = "volume",
    mixinStandardHelpOptions = true,
    description =
        "Count the calls of a season by role: honest accounts by a sample of them, campaigns whole."
            + " Nothing is written.")
public final class VolumeCommand extends Measurement {
  @Option(
      names = "--season",
      paramLabel = "NAME",
      defaultValue = "standard",
      description = "a season that comes along, or a file (default: ${DEFAULT-VALUE})")
  String season = "";

  @Option(
      names = "--part",
      paramLabel = "P",
      defaultValue = "0.05",
      description = "of the honest accounts that are planned (default: ${DEFAULT-VALUE})")
  double part;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "of the season (default: ${DEFAULT-VALUE})")
  long seed;

  @Override
  public Integer call() {
    if (!(part > 0 && part <= 1)) {
      throw new IllegalArgumentException("a part of " + part + "; above 0 and at most 1 is needed");
    }
    SeasonPlan plan = SeasonFile.named(season);
    Map<String, Long> counts =
        Casting.play(plan.withAccounts((int) Math.round(plan.accounts() * part)), seed).count();
    StringBuilder table = new StringBuilder("| role | calls, millions |\n|---|---|\n");
    JsonObject roles = new JsonObject();
    double honest = 0;
    double campaigns = 0;
    for (Map.Entry<String, Long> count : counts.entrySet()) {
      boolean ordinary = plan.mix().containsKey(count.getKey());
      double calls = count.getValue() / (ordinary ? part : 1);
      honest += ordinary ? calls : 0;
      campaigns += ordinary ? 0 : calls;
      roles.addProperty(count.getKey(), calls);
      table.append(row(count.getKey(), calls));
    }
    table.append(row("honest", honest)).append(row("campaigns", campaigns));
    table.append(row("all", honest + campaigns));
    JsonObject json = new JsonObject();
    json.addProperty("honest", honest);
    json.addProperty("campaigns", campaigns);
    json.add("roles", roles);
    tell(table, json);
    return 0;
  }

  private static String row(String name, double calls) {
    return String.format(Locale.ROOT, "| %s | %.2f |%n", name, calls / 1e6);
  }
}
