package io.stillwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.simulator.season.SeasonFile;
import io.stillwatch.simulator.season.SeasonPlan;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PopulationMixTest {
  private static final String SEASON =
      """
      version: t-1
      start: 2026-01-05
      baseline_days: 2
      season_days: 2
      accounts: 10
      most_calls: 10
      release_day: 3
      """;

  @Test
  void of_aSeason_isItsPopulationRatherThanItsMix() {
    assertThat(PopulationMix.of(plan("mix: {chat: 1}\npopulation: {chat: 9, api: 1}\n")))
        .contains(new PopulationMix(Map.of("chat", 9.0, "api", 1.0)));
    assertThat(PopulationMix.of(plan("mix: {chat: 1}\n")))
        .contains(new PopulationMix(Map.of("chat", 1.0)));
    assertThat(PopulationMix.of(plan(""))).isEmpty();
  }

  @Test
  void write_theQuickSeason_hasALineAPersonaByName(@TempDir Path folder) throws Exception {
    SeasonWriter.write(PopulationMix.of(SeasonFile.named("quick")).orElseThrow(), folder);
    assertThat(Files.readAllLines(folder.resolve("population.csv")))
        .startsWith("persona,part", "accelerator,2.0", "api,170.0")
        .contains("chat,620.0", "red_team,0.5")
        .hasSize(24);
  }

  @Test
  void mix_ofNoParts_isRefusedWithTheValue() {
    assertThatThrownBy(() -> new PopulationMix(Map.of("chat", -2.0))).hasMessageContaining("-2.0");
    assertThatThrownBy(() -> new PopulationMix(Map.of("chat", 0.0)))
        .hasMessageContaining("no persona has a part");
  }

  private static SeasonPlan plan(String more) {
    return SeasonFile.read(new StringReader(SEASON + more));
  }
}
