package io.stillwatch.simulator.campaigns;

import static io.stillwatch.simulator.people.Told.day;
import static io.stillwatch.simulator.people.Told.share;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.simulator.Harvest;
import io.stillwatch.simulator.people.Told;
import io.stillwatch.simulator.season.Range;
import io.stillwatch.v1.AccountEvent;
import io.stillwatch.v1.SignedUp;
import io.stillwatch.v1.UsageEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What each scenario does shows in what the platform is told of it. */
class CampaignsTest {
  private static Range exactly(double value) {
    return new Range(value, value);
  }

  private static Set<Object> frames(Collection<UsageEvent> calls) {
    return calls.stream().map(Told::frame).collect(Collectors.toSet());
  }

  private static Set<Object> bodies(Collection<UsageEvent> calls) {
    return calls.stream().map(Told::body).collect(Collectors.toSet());
  }

  /** Calls behind an instruction in the system's message. */
  private static List<UsageEvent> instructed(Collection<UsageEvent> calls) {
    return calls.stream().filter(call -> call.getSketch().getSystemTokens() > 0).toList();
  }

  private static Map<String, Double> when(List<AccountEvent> facts, Predicate<AccountEvent> which) {
    return facts.stream()
        .filter(which)
        .collect(Collectors.toMap(AccountEvent::getAccountId, Told::day, Math::min));
  }

  private static Map<String, Long> accountsACard(Told told) {
    return told.facts().stream()
        .filter(AccountEvent::hasInstrumentAdded)
        .collect(
            Collectors.groupingBy(
                fact -> fact.getInstrumentAdded().getInstrumentToken(), Collectors.counting()));
  }

  /** The part of the traces handed in with these calls that another account was given. */
  private static double fromOthers(Told told, List<UsageEvent> calls) {
    Map<String, String> issued = new HashMap<>();
    told.calls()
        .forEach(
            call ->
                call.getIssuedArtefactTokensList()
                    .forEach(token -> issued.put(token, call.getAccountId())));
    List<Boolean> others = new ArrayList<>();
    calls.forEach(
        call ->
            call.getSubmittedArtefactTokensList()
                .forEach(
                    token ->
                        others.add(
                            issued.containsKey(token)
                                && !call.getAccountId().equals(issued.get(token)))));
    assertThat(others).as("traces handed in").hasSizeGreaterThan(50);
    return others.stream().filter(other -> other).count() / (double) others.size();
  }

  private static double mean(Collection<UsageEvent> calls, ToDoubleFunction<UsageEvent> what) {
    return calls.stream().mapToDouble(what).average().orElseThrow();
  }

  @Test
  void s01_loudScraper_callsAllDayAndNightFromOneMachine() {
    Told told = Told.ofCampaign("loud_scraper", 3, Map.of("start", exactly(0)));
    assertThat(told.byAccount()).hasSizeBetween(1, 3);
    told.byAccount()
        .values()
        .forEach(
            calls -> {
              assertThat(calls).hasSizeGreaterThan(2_000);
              assertThat(calls.stream().map(call -> Told.time(call).getHour()).distinct())
                  .hasSize(24);
              assertThat(calls.stream().map(Told::prefix).distinct()).hasSize(1);
              assertThat(calls).allMatch(call -> call.getClient().getHosting());
            });
    assertThat(frames(told.calls())).hasSize(1);
    assertThat(bodies(told.calls())).hasSizeGreaterThan(told.calls().size() * 99 / 100);
  }

  @Test
  void s02_slowSpread_asksFewTimesEachFromManyHomesAndNoPieceTwice() {
    Told told =
        Told.ofCampaign("slow_spread", 80, Map.of("frames", exactly(2), "paraphrase", exactly(0)));
    List<UsageEvent> work = instructed(told.calls());
    assertThat(frames(work)).hasSize(2);
    assertThat(work).hasSizeGreaterThan(500);
    assertThat(bodies(work)).hasSizeGreaterThan(work.size() * 99 / 100);
    assertThat(told.all(Told::prefix)).hasSizeGreaterThan(70);
    assertThat(told.calls()).noneMatch(call -> call.getClient().getHosting());
    told.byAccount().values().forEach(calls -> assertThat(calls.size() / 14.0).isLessThan(40));
  }

  @Test
  void s03_hydra_banned_isReplacedWithinADayAndSharesCards() {
    Told told = Told.ofCampaign("hydra", 60, Map.of("bans", exactly(0.03), "cards", exactly(10)));
    Map<String, Double> bans = when(told.facts(), AccountEvent::hasBanned);
    Map<String, Double> signUps = when(told.facts(), AccountEvent::hasSignedUp);
    assertThat(bans).hasSizeGreaterThan(8);
    assertThat(signUps).hasSizeGreaterThan(60 + bans.size() / 2);
    assertThat(accountsACard(told).values()).anyMatch(accounts -> accounts > 5);
    // A session that changes its account brings along what another answered.
    assertThat(told.calls()).anyMatch(call -> call.getForeignHistoryShare() > 0);
    assertThat(told.harvest().stream().mapToLong(Harvest::requests).sum())
        .isBetween(told.calls().size() / 100L, told.calls().size() * 6L / 10);
  }

  @Test
  void s03_hydra_buyers_harvestOneAfterTheOtherAndSideBySideOverTheSameAccounts() {
    Map<String, Range> once =
        Map.of(
            "buyers",
            exactly(3),
            "start",
            exactly(0),
            "frames",
            exactly(1),
            "paraphrase",
            exactly(0),
            "coding",
            exactly(0),
            "harvest",
            exactly(0.4));
    Told told = Told.ofCampaign("hydra", 40, once);
    Map<Object, List<UsageEvent>> byWords =
        instructed(told.calls()).stream().collect(Collectors.groupingBy(Told::frame));
    assertThat(byWords).hasSize(3);
    List<double[]> times =
        byWords.values().stream()
            .map(calls -> new double[] {day(calls.get(0)), day(calls.get(calls.size() - 1))})
            .sorted(Comparator.comparingDouble(time -> time[0]))
            .toList();
    for (int i = 1; i < times.size(); i++) {
      assertThat(times.get(i)[0])
          .as("the next begins later")
          .isGreaterThan(times.get(i - 1)[0] + 2);
      assertThat(times.get(i)[0]).as("beside the one before").isLessThan(times.get(i - 1)[1] - 2);
    }
    List<Set<String>> accounts =
        byWords.values().stream()
            .map(calls -> calls.stream().map(UsageEvent::getAccountId).collect(Collectors.toSet()))
            .toList();
    Set<String> common = new HashSet<>(accounts.get(0));
    accounts.forEach(common::retainAll);
    assertThat(common).as("accounts of all buyers").hasSizeGreaterThan(25);
  }

  @Test
  void s03_hydra_waves_banHalfWithinHoursAndOthersGoOn() {
    Told told =
        Told.ofCampaign(
            "hydra", 60, Map.of("waves", exactly(2), "bans", exactly(0.002), "start", exactly(0)));
    Map<Integer, Long> bansADay =
        when(told.facts(), AccountEvent::hasBanned).values().stream()
            .collect(Collectors.groupingBy(Double::intValue, Collectors.counting()));
    List<Integer> waves =
        bansADay.entrySet().stream()
            .filter(day -> day.getValue() > 15)
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    assertThat(waves).hasSize(2);
    Map<String, Double> bans = when(told.facts(), AccountEvent::hasBanned);
    Map<String, Double> signUps = when(told.facts(), AccountEvent::hasSignedUp);
    assertThat(signUps).as("one for each that was banned").hasSizeBetween(70, 60 + bans.size());
    bans.forEach((account, ban) -> assertThat(ban).isGreaterThan(signUps.get(account)));
    for (int wave : waves) {
      long before = told.calls().stream().filter(call -> (int) day(call) == wave - 1).count();
      long after = told.calls().stream().filter(call -> (int) day(call) == wave + 2).count();
      assertThat(after).as("calls after the wave of day %d", wave).isGreaterThan(before / 2);
    }
  }

  @Test
  void s04_loadBalancer_dealsOutAtTheSameMinutesWithSeveralKeys() {
    Told told =
        Told.ofCampaign(
            "load_balancer",
            30,
            Map.of("minutes", exactly(8), "keys", exactly(3), "teams", exactly(0)));
    List<Long> minutes =
        told.calls().stream()
            .collect(
                Collectors.groupingBy(
                    call -> Told.time(call).getHour() * 60 + Told.time(call).getMinute(),
                    Collectors.counting()))
            .values()
            .stream()
            .sorted(Comparator.reverseOrder())
            .toList();
    // Some are late into the next minute, and some try again after a 429.
    assertThat(minutes.stream().limit(16).mapToLong(count -> count).sum())
        .isGreaterThan(told.calls().size() * 9L / 10);
    told.byAccount()
        .values()
        .forEach(
            calls ->
                assertThat(calls.stream().map(UsageEvent::getApiKeyToken).distinct().count())
                    .isBetween(2L, 3L));
    assertThat(accountsACard(told)).hasSizeLessThan(16);
  }

  @Test
  void s05_twoPools_secondOne_takesTheFirstOnesInstructionOver() {
    Told told = Told.ofCampaign("two_pools", 24, Map.of("paraphrase", exactly(0)));
    Map<String, Double> bans = when(told.facts(), AccountEvent::hasBanned);
    assertThat(bans).hasSizeBetween(12, 16);
    double ban = bans.values().stream().mapToDouble(day -> day).max().orElseThrow();
    List<UsageEvent> second =
        told.calls().stream().filter(call -> !bans.containsKey(call.getAccountId())).toList();
    assertThat(second.get(0).getAccountId()).isNotEmpty();
    assertThat(day(second.get(0)) - ban).isBetween(0.0, 1.0);
    assertThat(frames(told.calls())).hasSize(1);
    assertThat(bodies(told.calls())).hasSizeGreaterThan(told.calls().size() * 9 / 10);
  }

  @Test
  void s06_silentRelay_thoughts_areHandedInByOtherAccounts() {
    Told told = Told.ofCampaign("silent_relay", 60, Map.of("replayed", exactly(0.2)));
    List<UsageEvent> first = told.calls().stream().filter(call -> call.getTurn() == 1).toList();
    assertThat(fromOthers(told, first)).isGreaterThan(0.9);
    assertThat(share(told.calls(), call -> call.getToolSchemas() > 0 && call.getTurn() > 1))
        .isGreaterThan(0.3);
  }

  @Test
  void s07_traceCleaning_answers_areAboutAsLongAsWhatCameIn() {
    Told told = Told.ofCampaign("trace_cleaning", 20, Map.of("solved", exactly(0.2)));
    double cleaned =
        share(
            told.calls(),
            call -> {
              double ratio = call.getOutputTokens() / (double) call.getInputTokens();
              return ratio > 0.69 && ratio < 1.21;
            });
    assertThat(cleaned).isBetween(0.6, 0.95);
    assertThat(fromOthers(told, told.calls())).isGreaterThan(0.8);
  }

  @Test
  void s08_rewardModel_grades_comeInBurstsAtEachStep() {
    Told told =
        Told.ofCampaign(
            "reward_model",
            12,
            Map.of("step", exactly(15), "burst", exactly(20), "paraphrase", exactly(0)));
    assertThat(told.calls()).allMatch(call -> call.getOutputTokens() < 60);
    assertThat(frames(told.calls())).hasSize(1);
    Map<Integer, List<UsageEvent>> days =
        told.calls().stream()
            .filter(call -> call.getStatus() == 200)
            .collect(Collectors.groupingBy(call -> (int) day(call)));
    assertThat(days).hasSizeGreaterThan(4);
    days.values()
        .forEach(
            calls -> {
              Map<Long, Long> seconds =
                  calls.stream()
                      .collect(
                          Collectors.groupingBy(
                              call -> call.getEventTime().getSeconds() % 900 / 30,
                              Collectors.counting()));
              assertThat(seconds.values().stream().mapToLong(count -> count).max().orElse(0))
                  .isGreaterThan(calls.size() / 3);
            });
  }

  @Test
  void s09_safeRewrites_topics_areFewInChineseByChineseOfficeHours() {
    Told told =
        Told.ofCampaign(
            "safe_rewrites",
            20,
            Map.of("topics", exactly(3), "chinese", exactly(1), "paraphrase", exactly(0)));
    assertThat(frames(told.calls())).hasSize(3);
    assertThat(share(told.calls(), call -> call.getSketch().getLanguage().equals("zh")))
        .isGreaterThan(0.9);
    assertThat(share(told.calls(), call -> Told.time(call).getHour() < 13)).isGreaterThan(0.9);
    assertThat(share(told.calls(), UsageEvent::getRefused)).isBetween(0.02, 0.25);
  }

  @Test
  void s10_releasePivot_half_movesWithinADayOfTheRelease() {
    Told told =
        Told.ofCampaign("release_pivot", 60, Map.of("start", exactly(0), "arrival", exactly(0.5)));
    List<UsageEvent> next =
        told.calls().stream()
            .filter(call -> day(call) > Told.RELEASE + 0.85 && day(call) < Told.RELEASE + 1)
            .filter(call -> !call.getModel().startsWith("small"))
            .toList();
    assertThat(next).hasSizeGreaterThan(60);
    assertThat(share(next, call -> call.getModel().equals("large-3"))).isBetween(0.3, 0.75);
    assertThat(told.calls().stream().filter(call -> day(call) < Told.RELEASE))
        .noneMatch(call -> call.getModel().equals("large-3"));
  }

  @Test
  void s11_techniqueSweep_refusedTechniques_areManyAndNotKept() {
    Told told =
        Told.ofCampaign(
            "technique_sweep",
            6,
            Map.of(
                "probers", exactly(3),
                "days", exactly(2),
                "pause", exactly(4),
                "start", exactly(0),
                "refused", exactly(0.95)));
    List<UsageEvent> sweep = told.calls().stream().filter(call -> day(call) < 9.5).toList();
    List<UsageEvent> use = told.calls().stream().filter(call -> day(call) >= 12).toList();
    assertThat(share(sweep, UsageEvent::getRefused)).isGreaterThan(0.85);
    assertThat(bodies(sweep)).hasSizeGreaterThan(300);
    assertThat(share(use, UsageEvent::getRefused)).isLessThan(0.05);
    assertThat(frames(use)).hasSize(1);
    assertThat(use.stream().map(UsageEvent::getAccountId).distinct().count())
        .isGreaterThan(sweep.stream().map(UsageEvent::getAccountId).distinct().count());
    long kept =
        told.harvest().stream()
            .filter(one -> one.day().isBefore(Told.START.plusDays(10)))
            .mapToLong(Harvest::requests)
            .sum();
    assertThat(kept / (double) sweep.size()).isBetween(0.01, 0.12);
  }

  @Test
  void s12_pulse_work_isDoneWithinTwoDaysByVeryManyAFewTimesEach() {
    Told told =
        Told.ofCampaign(
            "pulse", 150, Map.of("hours", exactly(36), "each", exactly(4), "low", exactly(0.01)));
    List<UsageEvent> work = instructed(told.calls());
    double middle = work.get(work.size() / 2).getEventTime().getSeconds();
    assertThat(share(work, call -> Math.abs(call.getEventTime().getSeconds() - middle) < 86_400))
        .isGreaterThan(0.85);
    Map<String, List<UsageEvent>> each =
        work.stream().collect(Collectors.groupingBy(UsageEvent::getAccountId));
    assertThat(each).hasSizeGreaterThan(120);
    assertThat(work.size() / (double) each.size()).isBetween(2.5, 6.0);
    assertThat(fromOthers(told, work)).isGreaterThan(0.8);
  }

  @Test
  void s13_logitExtraction_answers_areOneTokenWithBiasAndLogProbabilities() {
    Told told = Told.ofCampaign("logit_extraction", 4, Map.of("prompts", exactly(20)));
    assertThat(told.byAccount()).hasSizeLessThanOrEqualTo(4);
    assertThat(told.calls())
        .allMatch(call -> call.getMaxTokens() == 1 && call.getOutputTokens() <= 1)
        .allMatch(call -> call.getSampling().getLogProbabilities())
        .allMatch(call -> call.getSampling().getBiasedTokens() >= 20);
    assertThat(bodies(told.calls())).hasSizeLessThanOrEqualTo(20);
  }

  @Test
  void s14_taskSynthesis_task_isAnsweredManyTimesAtAHighTemperature() {
    Told told =
        Told.ofCampaign(
            "task_synthesis",
            12,
            Map.of("samples", exactly(16), "at_once", exactly(2), "calls", exactly(100)));
    Map<Object, List<UsageEvent>> tasks = told.by(Told::body);
    List<UsageEvent> answers =
        tasks.values().stream().filter(calls -> calls.size() > 3).flatMap(List::stream).toList();
    assertThat(answers).hasSizeGreaterThan(told.calls().size() / 2);
    assertThat(share(answers, call -> call.getSampling().getSamples() >= 2)).isGreaterThan(0.8);
    assertThat(mean(answers, call -> call.getSampling().getTemperature())).isBetween(0.65, 1.25);
  }

  @Test
  void s15_accountFarm_accounts_areOpenedTogetherAndUsedUpInTwoDays() {
    Told told =
        Told.ofCampaign(
            "account_farm",
            60,
            Map.of("bursts", exactly(2), "minutes", exactly(30), "shapes", exactly(2)));
    Map<String, Double> signUps = when(told.facts(), AccountEvent::hasSignedUp);
    Set<Long> hours = new HashSet<>();
    signUps.values().forEach(day -> hours.add(Math.round(day * 24)));
    assertThat(hours).hasSizeLessThanOrEqualTo(4);
    assertThat(
            told.facts().stream()
                .filter(AccountEvent::hasSignedUp)
                .map(AccountEvent::getSignedUp)
                .map(SignedUp::getEmailPatternToken)
                .distinct())
        .hasSizeLessThanOrEqualTo(2);
    assertThat(told.calls())
        .allMatch(call -> day(call) - signUps.getOrDefault(call.getAccountId(), 0.0) < 2.1);
  }

  @Test
  void s16_stolenAccounts_secondKey_callsFromElsewhereBesideTheOwner() {
    Told told =
        Told.ofCampaign(
            "stolen_accounts",
            40,
            Map.of("stays", exactly(1), "share", exactly(0.5), "talks", exactly(2)));
    assertThat(told.facts())
        .filteredOn(AccountEvent::hasSignedUp)
        .allMatch(fact -> day(fact) < -59);
    int taken = 0;
    for (List<UsageEvent> calls : told.byAccount().values()) {
      String owners = calls.get(0).getApiKeyToken();
      assertThat(day(calls.get(0))).isLessThan(7);
      List<UsageEvent> theirs =
          calls.stream().filter(call -> !call.getApiKeyToken().equals(owners)).toList();
      taken += theirs.isEmpty() ? 0 : 1;
      assertThat(theirs.stream().map(Told::prefix).distinct()).hasSizeLessThanOrEqualTo(1);
      assertThat(theirs).allMatch(call -> day(call) > 6.9);
      assertThat(calls)
          .filteredOn(call -> call.getApiKeyToken().equals(owners))
          .anyMatch(call -> day(call) > 14);
    }
    assertThat(taken).isGreaterThan(35);
  }

  @Test
  void s17_mimicry_accounts_talkByDayFromTheirFewPlacesInWordsOfTheirOwn() {
    Told told = Told.ofCampaign("mimicry", 60, Map.of("turns", exactly(4)));
    assertThat(told.calls()).noneMatch(call -> call.getConversationToken().isEmpty());
    assertThat(share(told.calls(), call -> call.getTurn() > 1)).isBetween(0.6, 0.85);
    told.byAccount()
        .values()
        .forEach(
            calls ->
                assertThat(calls.stream().map(Told::prefix).distinct())
                    .as("a home, a phone, a VPN")
                    .hasSizeBetween(1, 3));
    assertThat(bodies(told.calls())).hasSizeGreaterThan(told.calls().size() * 97 / 100);
    assertThat(told.harvest().stream().mapToLong(Harvest::requests).sum())
        .isGreaterThan(told.calls().size() * 9L / 10);
  }

  @Test
  void s18_featureAware_keptCalls_areFewAmongCover() {
    Told told =
        Told.ofCampaign("feature_aware", 60, Map.of("cost", exactly(10), "teams", exactly(0)));
    long kept = told.harvest().stream().mapToLong(Harvest::requests).sum();
    assertThat(kept / (double) told.calls().size()).isBetween(0.06, 0.14);
    assertThat(accountsACard(told).values()).allMatch(accounts -> accounts == 1);
    assertThat(told.all(Told::prefix)).hasSizeGreaterThan(50);
  }

  private static Told saving(int depth) {
    return Told.ofCampaign(
        "feature_aware",
        60,
        Map.of(
            "cost", exactly(2),
            "teams", exactly(0),
            "cards", exactly(8),
            "frames", exactly(5),
            "paraphrase", exactly(depth),
            "guises", exactly(0)));
  }

  /** Who saves pays for several accounts with a card, says the same, and lives as one kind. */
  @Test
  void s18_featureAware_whoSaves_sharesCardsWordsAndGuise() {
    Told told = saving(0);
    Map<String, Long> cards = accountsACard(told);
    long accounts = cards.values().stream().mapToLong(count -> count).sum();
    assertThat(accounts / (double) cards.size()).isBetween(4.0, 12.0);
    assertThat(frames(told.calls()).size()).isLessThan(frames(saving(2).calls()).size() * 3 / 4);
    assertThat(told.calls().stream().map(call -> call.getConversationToken().isEmpty()).distinct())
        .hasSize(1);
  }

  private static long harvested(Told told, int from, int until) {
    return told.harvest().stream()
        .filter(one -> !one.day().isBefore(Told.START.plusDays(from)))
        .filter(one -> one.day().isBefore(Told.START.plusDays(until)))
        .mapToLong(Harvest::requests)
        .sum();
  }

  @Test
  void s19_poisoning_harvest_growsNightByNight() {
    Told told =
        Told.ofCampaign(
            "poisoning",
            40,
            Map.of("step", exactly(0.02), "target", exactly(60), "framing", exactly(0)));
    long first = harvested(told, 0, 5);
    long last = harvested(told, 16, Told.DAYS);
    assertThat(first).isPositive();
    assertThat(last / (double) first).isBetween(3.0, 10.0);
    assertThat(share(told.calls().subList(0, 200), call -> call.getConversationToken().isEmpty()))
        .isLessThan(0.6);
  }

  @Test
  void everyScenario_accounts_haveOrganisationsPlansAndLanguagesAsCustomersHave() {
    Told told = Told.ofCampaign("mimicry", 120, Map.of("teams", exactly(0.4), "calls", exactly(6)));
    Map<String, Long> seats =
        told.facts().stream()
            .filter(fact -> fact.hasSignedUp() && !fact.getOrganisationId().isEmpty())
            .collect(Collectors.groupingBy(AccountEvent::getOrganisationId, Collectors.counting()));
    assertThat(seats.values().stream().mapToLong(size -> size).sum()).isBetween(20L, 80L);
    assertThat(seats.values()).allMatch(size -> size <= 12).anyMatch(size -> size > 2);
    assertThat(
            told.facts().stream()
                .filter(AccountEvent::hasSignedUp)
                .map(fact -> fact.getSignedUp().getPlan())
                .distinct())
        .contains("free", "pro", "team");
    assertThat(told.all(call -> call.getSketch().getLanguage())).hasSizeGreaterThan(5);
  }
}
