package io.stillwatch.benchmarks.panel;

import io.stillwatch.simulator.season.SeasonFile;
import io.stillwatch.simulator.season.SeasonPlan;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Six days of a few people and two campaigns. */
final class SmallSeason {
  static final String YAML =
      """
      version: small-1
      start: 2026-01-05
      baseline_days: 3
      season_days: 3
      accounts: 60
      most_calls: 100
      release_day: 5
      mix: {chat: 2, home_automation: 1}
      campaigns:
        - {role: slow_spread, accounts: 10}
        - {role: load_balancer, accounts: 12}
      roles:
        slow_spread: {start: 0, arrival: 0.5, calls: 12, harvest: 1}
        load_balancer: {start: 0, arrival: 0.5, calls: 12}
      """;

  final List<String> progress = new ArrayList<>();
  private final Path work;

  SmallSeason(Path work) {
    this.work = work;
  }

  static SeasonPlan plan() {
    return SeasonFile.read(new StringReader(YAML));
  }

  KeptSeason kept(long seed) {
    return KeptSeason.of(plan(), seed, work, progress::add);
  }
}
