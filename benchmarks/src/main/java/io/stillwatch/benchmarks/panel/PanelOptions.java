package io.stillwatch.benchmarks.panel;

import io.stillwatch.simulator.season.SeasonFile;
import io.stillwatch.simulator.season.SeasonPlan;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which seasons are looked at, and where their vectors are kept. */
final class PanelOptions {
  @Option(
      names = "--season",
      paramLabel = "NAME|FILE",
      defaultValue = "quick",
      description = "a season that comes along, or a file (default: ${DEFAULT-VALUE})")
  String season = "quick";

  @Option(
      names = "--seeds",
      paramLabel = "N",
      split = ",",
      defaultValue = "1",
      description = "seeds, with commas between them (default: ${DEFAULT-VALUE})")
  List<Long> seeds = List.of(1L);

  @Option(
      names = "--accounts",
      paramLabel = "N",
      description = "honest accounts; campaigns stay as large (default: as it says)")
  @Nullable Integer accounts;

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "days, the baseline in proportion (default: as it says)")
  @Nullable Integer days;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      required = true,
      description =
          "folder in which vectors of a season and seed are kept, so that they are folded once")
  Path work = Path.of("");

  /** Throws IllegalArgumentException for what is none. */
  SeasonPlan plan() {
    if (new HashSet<>(seeds).size() < seeds.size()) {
      throw new IllegalArgumentException("a seed is there twice: " + seeds);
    }
    SeasonPlan plan = SeasonFile.named(season);
    plan = accounts == null ? plan : plan.withAccounts(accounts);
    return days == null ? plan : plan.withDays(days);
  }

  List<KeptSeason> seasons(SeasonPlan plan, Consumer<String> progress) {
    return seeds.stream().map(seed -> KeptSeason.of(plan, seed, work, progress)).toList();
  }
}
