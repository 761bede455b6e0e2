package io.stillwatch.simulator.season;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.simulator.season.SeasonPlan.CampaignPlan;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeasonFileTest {
  private static final String SOUND =
      """
      version: test-1
      start: 2026-01-05
      baseline_days: 28
      season_days: 28
      accounts: 1000
      most_calls: 5000
      release_day: 40.5
      mix: {chat: 3, classroom: 1}
      population: {chat: 9.5}
      campaigns:
        - role: slow_spread
          accounts: 50
          count: 2
          through_baseline: 1
          parameters: {calls: [2, 5], paraphrase: 1}
      roles:
        chat: {turns: [2, 3]}
      """;

  private static SeasonPlan read(String text) {
    return SeasonFile.read(new StringReader(text));
  }

  @Test
  void read_file_isThePlan() {
    SeasonPlan plan = read(SOUND);
    assertThat(plan.start()).isEqualTo(LocalDate.parse("2026-01-05"));
    assertThat(plan.days()).isEqualTo(56);
    assertThat(plan.releaseDay()).isEqualTo(40.5);
    assertThat(plan.mix()).isEqualTo(Map.of("chat", 3.0, "classroom", 1.0));
    assertThat(plan.population()).isEqualTo(Map.of("chat", 9.5));
    assertThat(plan.campaigns())
        .containsExactly(
            new CampaignPlan(
                "slow_spread",
                2,
                50,
                1,
                Map.of("calls", new Range(2, 5), "paraphrase", new Range(1, 1))));
    assertThat(plan.roles()).isEqualTo(Map.of("chat", Map.of("turns", new Range(2, 3))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "accounts: 1000 | accounts: many | accounts must be a whole number, not many",
        "accounts: 1000 | accounts: -1 | accounts is not within 0 to 5000000: -1",
        "accounts: 1000 | count: 1 | accounts is missing",
        "start: 2026-01-05 | start: soon | start is no date: soon",
        "release_day: 40.5 | release_day: [1] | release_day must be a number, not [1]",
        "mix: {chat: 3, classroom: 1} | mix: 7 | mix must have keys, not be 7",
        "mix: {chat: 3, classroom: 1} | mix: {chat: -1} | mix.chat is no part: -1.0",
        "count: 2 | count: 0 | slow_spread: count is not within 1 to 10000: 0",
        "count: 2 | conut: 2 | a season knows no \"campaigns[0].conut\"",
        "through_baseline: 1 | through_baseline: 3 | through_baseline is not within 0 to 2: 3",
        "calls: [2, 5] | calls: [5, 2] | no range: 5.0 to 2.0",
        "calls: [2, 5] | calls: [2] | campaigns[0].parameters.calls must be a number or [low, high], not [2]",
        "calls: [2, 5] | calls: [1, .inf] | no range: 1.0 to Infinity",
        "turns: [2, 3] | turns: x | roles.chat.turns must be a number or [low, high], not x",
        "most_calls: 5000 | most_calls: 5000\\nmoods: 1 | a season knows no \"moods\"",
        "version: test-1 | version: !!java.net.URL x | not YAML",
        "version: test-1 | version: 1\\nversion: 2 | not YAML",
      })
  void read_brokenFile_isRefusedByPlace(String sound, String broken, String message) {
    String text = SOUND.replace(sound, broken.replace("\\n", "\n"));
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void named_seasonsThatComeAlong_areSound() {
    for (String name : SeasonFile.NAMES) {
      SeasonPlan plan = SeasonFile.named(name);
      assertThat(plan.version()).startsWith(name);
      assertThat(plan.population().keySet()).isEqualTo(plan.mix().keySet());
      assertThat(plan.campaigns()).isNotEmpty();
      assertThat(plan.honest().campaigns()).isEmpty();
      assertThat(plan.withAccounts(7).accounts()).isEqualTo(7);
    }
  }

  @Test
  void read_noFile_isNamed() {
    assertThatThrownBy(() -> SeasonFile.read(Path.of("nowhere.yaml")))
        .hasMessageContaining("nowhere.yaml");
    assertThatThrownBy(() -> read("- a list")).hasMessageContaining("the season must have keys");
  }
}
