package io.stillwatch.benchmarks.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.stillwatch.benchmarks.leaks.Observed.Account;
import io.stillwatch.simulator.Truth;
import io.stillwatch.simulator.cast.Roles;
import io.stillwatch.simulator.play.Role;
import io.stillwatch.v1.SamplingParameters;
import io.stillwatch.v1.UsageEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What gives campaigns away is found, and the simulator's campaigns are not given away. */
class LeaksTest {
  private static final int CAMPAIGNS = 12;
  private static final int MEMBERS = 10;
  private static final int HONEST = 2_400;

  private final Vocabulary words = new Vocabulary();
  private final Random random = new Random(3);

  /** Accounts of one call each, which are alike but for what is changed. */
  private List<Account> accounts(boolean attack, BiConsumer<UsageEvent.Builder, Integer> change) {
    List<Account> accounts = new ArrayList<>();
    for (int i = 0; i < (attack ? CAMPAIGNS * MEMBERS : HONEST); i++) {
      int group = attack ? i / MEMBERS : 1_000 + i;
      String id = (attack ? "a" : "h") + (10_000 + i);
      UsageEvent.Builder call =
          UsageEvent.newBuilder()
              .setAccountId(id)
              .setEventTime(
                  Timestamp.newBuilder().setSeconds(1_700_000_000L + random.nextInt(3_600)))
              .setModel(random.nextBoolean() ? "large" : "small")
              .setToolSchemas(random.nextInt(4))
              .setSampling(SamplingParameters.newBuilder().setTemperature(random.nextInt(3)));
      change.accept(call, group);
      Trail trail = new Trail();
      trail.add(call.build(), words);
      Truth truth = new Truth(id, attack, attack ? "S99" : "L0", "", attack ? "x" : "chat", "");
      accounts.add(new Account(truth, group, trail, trail.form().numbers(0, 0)));
    }
    return accounts;
  }

  private List<Leak> leaks(
      BiConsumer<UsageEvent.Builder, Integer> attack,
      BiConsumer<UsageEvent.Builder, Integer> honest) {
    return ValueSearch.of(accounts(true, attack), accounts(false, honest), words);
  }

  private boolean chance(double part) {
    return random.nextDouble() < part;
  }

  @Test
  void search_valueOfAFewCampaigns_isFound() {
    List<Leak> leaks =
        leaks(
            (call, group) -> {
              if (chance(0.3)) {
                call.setMaxTokens(8_192);
              }
            },
            (call, group) -> {});
    assertThat(leaks).extracting(Leak::toString).contains("max_tokens 8192");
    assertThat(leaks.get(0).recall()).isBetween(0.15, 0.45);
  }

  @Test
  void search_absenceThatIsCommonToAll_isNoLeak() {
    assertThat(leaks((call, group) -> {}, (call, group) -> {})).isEmpty();
  }

  @Test
  void search_valueOfOneCampaignAlone_isNoLeak() {
    BiConsumer<UsageEvent.Builder, Integer> own = (call, group) -> call.setMaxTokens(1_000 + group);
    assertThat(leaks(own, (call, group) -> call.setMaxTokens(random.nextInt(9)))).isEmpty();
  }

  @Test
  void search_twoCommonValuesThatNeverMeetElsewhere_areFoundAsAPair() {
    List<Leak> leaks =
        leaks(
            (call, group) -> call.setStreaming(true).setRefused(true),
            (call, group) -> {
              boolean one = chance(0.5);
              call.setStreaming(one).setRefused(!one);
            });
    assertThat(leaks)
        .extracting(Leak::toString)
        .anyMatch(leak -> leak.contains("streaming true") && leak.contains("refused true"));
    assertThat(leaks).allMatch(leak -> leak.values().size() == 2);
  }

  @Test
  @Tag("peer")
  void probe_formThatCampaignsShare_isFoundWhereTheCampaignWasNotSeen() {
    // No better than 0.85 can be: 0.9 * 0.8, and half of what has it or not on both sides.
    assertThat(auroc((call, attack) -> attack ? chance(0.9) : chance(0.2))).isBetween(0.75, 0.9);
  }

  @Test
  @Tag("peer")
  void probe_nothingOrShuffledTruth_givesChance() {
    assertThat(auroc((call, attack) -> chance(0.5))).isBetween(0.4, 0.6);
    List<Account> toldApart = both((call, attack) -> attack);
    // An interval of 95 % misses chance now and then.
    assertThat(
            LongStream.rangeClosed(1, 8)
                .mapToObj(seed -> Probe.shuffled(toldApart, seed).auroc(seed))
                .filter(auroc -> auroc.low() < 0.5 && auroc.high() > 0.5))
        .hasSizeGreaterThanOrEqualTo(6);
  }

  private double auroc(BiPredicate<UsageEvent.Builder, Boolean> organised) {
    return Probe.of(both(organised), 1).auroc(1).value();
  }

  private List<Account> both(BiPredicate<UsageEvent.Builder, Boolean> organised) {
    List<Account> both =
        accounts(
            true, (call, group) -> call.setOrganisationId(organised.test(call, true) ? "org" : ""));
    both.addAll(
        accounts(
            false,
            (call, group) -> call.setOrganisationId(organised.test(call, false) ? "org" : "")));
    return both;
  }

  /** S17 is stated nowhere, and open by its probe alone. */
  @Test
  void figures_ofAScenario_tellWhatIsNewAndWhatIsKnown() {
    Leak leak = leaks((call, group) -> call.setRefused(group < 6), (call, group) -> {}).get(0);
    ScenarioLeaks given = scenario(List.of(leak), 0.6);

    assertThat(given.clean()).isFalse();
    assertThat(given.regressed()).isTrue();
    assertThat(scenario(List.of(), 0.85).clean()).isFalse();
    assertThat(scenario(List.of(), 0.85).regressed()).isFalse();
    assertThat(scenario(List.of(), 0.95).regressed()).isTrue();
    assertThat(scenario(List.of(), 0.6).clean()).isTrue();
    assertThat(new LeakFigures(List.of(given), new Auroc(0.5, 0.4, 0.6)).toString())
        .contains("S17", "OPEN", "0.600");
  }

  private static ScenarioLeaks scenario(List<Leak> leaks, double auroc) {
    Auroc probe = new Auroc(auroc, auroc, auroc);
    return new ScenarioLeaks("S17", 120, 2_400, leaks, probe, probe, probe, Map.of(), List.of());
  }

  @Test
  void listed_pair_needsBothValuesOrThePairItself() {
    Leak pair = new Leak(List.of("turn 1", "submitted_artefacts 1 at once"), 0.5, 0);

    assertThat(pair.listed(List.of("submitted_artefacts"))).isFalse();
    assertThat(pair.listed(List.of("submitted_artefacts", "turn"))).isTrue();
    assertThat(pair.listed(List.of("submitted_artefacts & turn 1"))).isTrue();
    assertThat(pair.listed(List.of("submitted_artefacts & turn 2"))).isFalse();
    assertThat(pair.listed(List.of("turn & "))).isTrue();
    assertThat(new Leak(List.of("turn 1"), 0.5, 0).listed(List.of("turn & "))).isFalse();
  }

  /** Whoever is found at any moment has waited by his own pauses, whatever they are. */
  @Test
  void wait_forTheFirstCall_isToldByTheAccountsOwnPauses() {
    assertThat(wait(10, 0)).isEqualTo(0);
    assertThat(wait(10, 5)).isEqualTo(0.5);
    assertThat(wait(1_000, 500)).isEqualTo(0.5);
    assertThat(wait(10, 4_000)).isEqualTo(1);
  }

  private static double wait(int pause, int waited) {
    Form form = new Form();
    for (int call = 0; call < 5; call++) {
      long second = 100 + waited + (long) pause * call;
      form.add(
          UsageEvent.newBuilder().setEventTime(Timestamp.newBuilder().setSeconds(second)).build());
    }
    return form.numbers(100_000, 0).getOrDefault("wait for the first call", -1.0);
  }

  @Test
  void lookAlikes_everyScenario_hasNamedOnesThatTheSimulatorPlays() {
    List<String> honest = Roles.honest().stream().map(Role::name).toList();
    assertThat(Roles.attacks())
        .allSatisfy(
            scenario ->
                assertThat(honest)
                    .containsAll(LookAlikes.withAllOrdinary(scenario.code()))
                    .hasSizeGreaterThan(2));
    assertThat(Stated.ALL)
        .allSatisfy(one -> assertThat(one.reason()).as(one.scenario()).isNotBlank());
    assertThat(Open.ALL).allSatisfy(one -> assertThat(one.what()).as(one.scenario()).isNotBlank());
  }

  /** A few minutes. */
  @Test
  @Tag("load")
  void season_ofManyCampaigns_givesNoMoreAwayThanIsKnown() {
    Observed season = Observed.of(LeaksCommand.plan(LeaksCommand.OWN), 1);
    LeakFigures figures = LeakFigures.of(season, 1, line -> {});
    assertThat(figures.scenarios()).as(Map.of("table", figures).toString()).hasSize(19);
    assertThat(figures.regressed()).as(figures.toString()).isFalse();
  }
}
