package io.stillwatch.evaluation.baselines;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.evaluation.baselines.Town.Person;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AdvisoryRulesTest {
  private static final Town TOWN = new Town(1);
  private static final LinkFamily CLIENT = LinkFamily.CLIENT;
  private static final Baseline RULES = new AdvisoryRules();

  /** Just above a threshold, and just below it. */
  static Stream<Arguments> borders() {
    return Stream.of(
        border(
            AdvisoryRule.USAGE_BEYOND_SUBSCRIPTION,
            p -> p.paying("pro").reading(1_000_000),
            p -> p.paying("pro").reading(999_999)),
        border(
            AdvisoryRule.USAGE_BEYOND_SUBSCRIPTION,
            p -> p.paying("free").reading(1_000_000),
            p -> p.paying("Enterprise Plus").reading(1_000_000)),
        border(
            AdvisoryRule.USAGE_BEYOND_SUBSCRIPTION,
            p -> p.paying("free").reading(1_000_000),
            p -> p.reading(1_000_000)),
        border(
            AdvisoryRule.ENTERPRISE_THROUGHPUT,
            p -> p.paying("pro").with("requests_24h_log", StrictMath.log1p(1000)),
            p -> p.paying("pro").with("requests_24h_log", StrictMath.log1p(999))),
        border(
            AdvisoryRule.ENTERPRISE_THROUGHPUT,
            p -> p.paying("pro").with("requests_24h_log", StrictMath.log1p(1000)),
            p -> p.paying("enterprise").with("requests_24h_log", StrictMath.log1p(1000))),
        border(
            AdvisoryRule.IMMEDIATE_MAXIMUM_USAGE,
            p -> p.with("account_age_log_life", StrictMath.log1p(28)).with("ramp_days_28d", 2),
            p -> p.with("account_age_log_life", StrictMath.log1p(28)).with("ramp_days_28d", 3)),
        border(
            AdvisoryRule.IMMEDIATE_MAXIMUM_USAGE,
            p -> p.with("account_age_log_life", StrictMath.log1p(28)).with("ramp_days_28d", 2),
            p -> p.with("account_age_log_life", StrictMath.log1p(29)).with("ramp_days_28d", 2)),
        border(
            AdvisoryRule.NO_IDLE_PERIODS,
            p -> p.with("longest_idle_7d", 4),
            p -> p.with("longest_idle_7d", 4.2)),
        border(AdvisoryRule.SEVERAL_ADDRESSES, p -> addresses(p, 4), p -> addresses(p, 3)),
        border(
            AdvisoryRule.SEVERAL_ADDRESSES,
            p -> addresses(p, 4),
            p -> addresses(p, 3).rarely(LinkFamily.ADDRESS, "once")),
        border(
            AdvisoryRule.SEVERAL_CLIENTS,
            p -> p.with(CLIENT, "a").with(CLIENT, "b").with(CLIENT, "c"),
            p -> p.with(CLIENT, "a").with(CLIENT, "b")),
        border(
            AdvisoryRule.OBFUSCATED_METADATA,
            p -> p.with("hosted_share_7d", 0.9).with("foreign_history_share_7d", 0.2),
            p -> p.with("hosted_share_7d", 0.9).with("foreign_history_share_7d", 0.19)),
        border(
            AdvisoryRule.OBFUSCATED_METADATA,
            p -> p.with("hosted_share_7d", 0.9).with("foreign_history_share_7d", 0.2),
            p -> p.with("hosted_share_7d", 0.89).with("foreign_history_share_7d", 0.2)),
        border(
            AdvisoryRule.ASKS_FOR_REASONING,
            p -> p.with("hidden_reasoning_share_7d", 0.1),
            p -> p.with("hidden_reasoning_share_7d", 0.09)),
        border(
            AdvisoryRule.ASKS_FOR_REASONING,
            p -> p.with("hidden_reasoning_strand_7d", 0.5),
            p -> p.with("hidden_reasoning_strand_7d", 0.49)),
        border(
            AdvisoryRule.FAILOVER_ON_BLOCKING,
            p -> p.holding(3).with("blocked_share_7d", 0.01),
            p -> p.holding(2).with("blocked_share_7d", 0.01)),
        border(
            AdvisoryRule.FAILOVER_ON_BLOCKING,
            p -> addresses(p, 3).with("throttled_share_7d", 0.01),
            p -> addresses(p, 3).with("throttled_share_7d", 0.009)),
        border(
            AdvisoryRule.REDIRECT_TO_NEW_MODEL,
            p -> p.with("new_model_share_7d", 0.2),
            p -> p.with("new_model_share_7d", 0.19)),
        border(
            AdvisoryRule.QUALITY_EVALUATION,
            p -> p.with("rubric_judging_share_7d", 0.2),
            p -> p.with("rubric_judging_share_7d", 0.19)),
        border(
            AdvisoryRule.QUALITY_EVALUATION,
            p -> p.with("rubric_judging_strand_7d", 0.5),
            p -> p.with("rubric_judging_strand_7d", 0.49)));
  }

  @ParameterizedTest
  @MethodSource("borders")
  void fires_atTheThreshold_andNotBefore(
      AdvisoryRule rule, Consumer<Person> above, Consumer<Person> below) {
    assertThat(fired(above)).containsExactly(rule);
    assertThat(fired(below)).isEmpty();
  }

  @Test
  void fires_unitsThatShare_areCountedWithTheirOrganisationOnce() {
    List<FeatureVector> cards = newcomers("card-", 3, p -> p.with(LinkFamily.INSTRUMENT, "card"));
    List<FeatureVector> team =
        newcomers("team-", 3, p -> p.of("firm").with(LinkFamily.INSTRUMENT, "firm's card"));
    List<FeatureVector> pair = newcomers("pair-", 2, p -> p.with(LinkFamily.INSTRUMENT, "two"));

    assertThat(RULES.scores(Town.day(List.of(), cards))).containsOnly(1);
    assertThat(RULES.scores(Town.day(List.of(), team))).containsOnly(0);
    assertThat(RULES.scores(Town.day(List.of(), pair))).containsOnly(0);
  }

  @Test
  void fires_alikeAddressesOfOneHour_areAlikeRegistrations() {
    List<FeatureVector> three = newcomers("mail-", 3, p -> p.with(LinkFamily.EMAIL, "pattern"));
    List<FeatureVector> two = newcomers("mail-", 2, p -> p.with(LinkFamily.EMAIL, "pattern"));

    assertThat(RULES.scores(Town.day(List.of(), three))).containsOnly(1);
    assertThat(RULES.scores(Town.day(List.of(), two))).containsOnly(0);
  }

  @Test
  void fires_frameOfTwentyUnits_isAlikePrompts() {
    List<FeatureVector> twenty = newcomers("f-", 20, p -> p.with(LinkFamily.FRAME, "frame"));

    assertThat(RULES.scores(Town.day(List.of(), twenty))).containsOnly(1);
    assertThat(RULES.scores(Town.day(List.of(), twenty.subList(0, 19)))).containsOnly(0);
  }

  @Test
  void scores_loudHarvester_countsEachIndicator() {
    FeatureVector loud =
        TOWN.newcomer("loud")
            .paying("pro")
            .reading(2_000_000)
            .with("requests_24h_log", 9)
            .with("longest_idle_7d", 0.5)
            .with("hidden_reasoning_share_7d", 0.8)
            .vector();

    assertThat(RULES.scores(Town.day(List.of(), List.of(loud)))).containsExactly(4);
  }

  /** A nightly job on a new key shows more indicators than one account of a patient campaign. */
  @Test
  void scores_honestMigration_standsAbovePatientCampaign() {
    FeatureVector migration =
        TOWN.newcomer("migration")
            .paying("team")
            .with("requests_24h_log", 8)
            .with("account_age_log_life", 2)
            .with("ramp_days_28d", 0)
            .with("longest_idle_7d", 0.5)
            .vector();
    FeatureVector patient = TOWN.newcomer("patient").paying("pro").calling(40).vector();

    assertThat(RULES.scores(Town.day(List.of(), List.of(migration, patient))))
        .containsExactly(3, 0);
  }

  @ParameterizedTest
  @EnumSource(AdvisoryRule.class)
  void indicator_ofEachRule_isNamed(AdvisoryRule rule) {
    assertThat(rule.indicator()).isNotBlank();
  }

  private static Arguments border(
      AdvisoryRule rule, Consumer<Person> above, Consumer<Person> below) {
    return Arguments.of(rule, above, below);
  }

  private static Person addresses(Person person, int count) {
    for (int i = 0; i < count; i++) {
      person.with(LinkFamily.ADDRESS, "network " + i);
    }
    return person;
  }

  private static List<AdvisoryRule> fired(Consumer<Person> making) {
    Person person = TOWN.newcomer("somebody");
    making.accept(person);
    FeatureVector vector = person.vector();
    AdvisedAccount account = new AdvisedAccount(vector, new Sharing(List.of(vector)));
    return Arrays.stream(AdvisoryRule.values()).filter(rule -> rule.fires(account)).toList();
  }

  private static List<FeatureVector> newcomers(String prefix, int count, Consumer<Person> making) {
    return TOWN.group(
        prefix,
        count,
        person -> {
          person.around(Double.NaN, 0);
          making.accept(person);
        });
  }
}
