package io.stillwatch.simulator.people;

import static io.stillwatch.simulator.people.Told.share;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.simulator.season.Range;
import io.stillwatch.v1.AccountEvent;
import io.stillwatch.v1.InstrumentAdded;
import io.stillwatch.v1.SignedUp;
import io.stillwatch.v1.UsageEvent;
import io.stillwatch.v1.VerificationLevel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What each kind does shows in what the platform is told of it. */
class PeopleTest {
  private static Range exactly(double value) {
    return new Range(value, value);
  }

  private static double median(Collection<Integer> values) {
    List<Integer> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private static List<SignedUp> signUps(Told told) {
    return told.facts().stream()
        .filter(AccountEvent::hasSignedUp)
        .map(AccountEvent::getSignedUp)
        .toList();
  }

  private static List<InstrumentAdded> cards(Told told) {
    return told.facts().stream()
        .filter(AccountEvent::hasInstrumentAdded)
        .map(AccountEvent::getInstrumentAdded)
        .toList();
  }

  @Test
  void chat_aFifth_areCompaniesWithOneCardAndOffice() {
    Told told = Told.of("chat", 800, Map.of("activity", exactly(0.9)));
    Map<String, Set<String>> members =
        told.facts().stream()
            .filter(fact -> !fact.getOrganisationId().isEmpty())
            .collect(
                Collectors.groupingBy(
                    AccountEvent::getOrganisationId,
                    Collectors.mapping(AccountEvent::getAccountId, Collectors.toSet())));
    int staff = members.values().stream().mapToInt(Set::size).sum();
    assertThat(staff / 800.0).isBetween(0.1, 0.32);
    assertThat(members.values()).allSatisfy(one -> assertThat(one).hasSizeBetween(2, 12));
    assertThat(
            told.facts().stream()
                .filter(fact -> fact.hasInstrumentAdded() && !fact.getOrganisationId().isEmpty())
                .map(fact -> fact.getInstrumentAdded().getInstrumentToken())
                .distinct())
        .hasSameSizeAs(members.keySet());
  }

  @Test
  void api_programs_haveFramesOfTheirOwnAndSomeNeverSleep() {
    Told told =
        Told.of(
            "api",
            150,
            Map.of(
                "calls", exactly(30),
                "spread", exactly(0.5),
                "daily", exactly(1),
                "always", exactly(0.18)));
    List<List<UsageEvent>> loud =
        told.byAccount().values().stream().filter(calls -> calls.size() > 500).toList();
    assertThat(loud).hasSizeGreaterThan(60);
    long nights = loud.stream().filter(calls -> nightly(calls) > 0.15).count();
    assertThat(nights / (double) loud.size()).isBetween(0.08, 0.32);
    // All but those that begin their message with it, or took it from a tutorial.
    assertThat(told.all(Told::frame)).hasSizeGreaterThan(100);
  }

  /** The part of the calls in the quietest quarter of the day. */
  private static double nightly(List<UsageEvent> calls) {
    double least = 1;
    for (int from = 0; from < 24; from++) {
      int begin = from;
      least =
          Math.min(
              least,
              share(calls, call -> Math.floorMod(Told.time(call).getHour() - begin, 24) < 6));
    }
    return least;
  }

  @Test
  void retrieval_questions_comeWithLongContextsBehindOneFrame() {
    Told told = Told.of("retrieval", 60);
    assertThat(median(told.calls().stream().map(UsageEvent::getInputTokens).toList()))
        .isGreaterThan(600);
    told.byAccount().values().forEach(calls -> assertThat(frames(calls)).hasSize(1));
  }

  private static Set<Object> frames(List<UsageEvent> calls) {
    return calls.stream().map(Told::frame).collect(Collectors.toSet());
  }

  private static Set<Object> bodies(List<UsageEvent> calls) {
    return calls.stream().map(Told::body).collect(Collectors.toSet());
  }

  @Test
  void evaluation_night_asksTheSameByTheSameClockFromFreshMachines() {
    Told told = Told.of("evaluation", 12, Map.of("pushes", exactly(0)));
    told.byAccount().values().stream()
        .filter(calls -> calls.size() > 200)
        .forEach(
            calls -> {
              Map<Integer, List<UsageEvent>> nights =
                  calls.stream().collect(Collectors.groupingBy(call -> (int) Told.day(call)));
              List<UsageEvent> one = nights.get(15);
              List<UsageEvent> other = nights.get(16);
              assertThat(Told.time(one.get(0)).getMinute()).isIn(0, 15, 30, 45);
              assertThat(Told.time(other.get(0)).getMinute())
                  .isEqualTo(Told.time(one.get(0)).getMinute());
              Set<Object> again = bodies(one);
              again.retainAll(bodies(other));
              assertThat(again.size()).isGreaterThan(bodies(one).size() * 8 / 10);
              assertThat(calls.stream().map(Told::prefix).distinct().count()).isGreaterThan(15);
            });
    assertThat(told.byAccount().values())
        .filteredOn(calls -> calls.size() > 200)
        .hasSizeGreaterThan(8);
  }

  @Test
  void syntheticData_keys_shareOneQueueOfOneContract() {
    Told told = Told.of("synthetic_data", 12, Map.of("keys", exactly(12), "days", exactly(200)));
    assertThat(told.all(UsageEvent::getOrganisationId)).hasSize(1).doesNotContain("");
    assertThat(told.facts())
        .filteredOn(AccountEvent::hasVerified)
        .allSatisfy(
            fact ->
                assertThat(fact.getVerified().getLevel())
                    .isEqualTo(VerificationLevel.VERIFICATION_LEVEL_CONTRACT));
    assertThat(bodies(told.calls()).size()).isGreaterThan(told.calls().size() * 99 / 100);
    assertThat(told.all(UsageEvent::getAccountId)).hasSize(12);
  }

  @Test
  void codingAgent_oneHarness_isBehindManyOrganisationsInLongSessions() {
    Told told = Told.of("coding_agent", 150);
    Map<Object, Set<String>> accounts =
        told.calls().stream()
            .filter(call -> call.getSketch().getSystemTokens() > 0)
            .collect(
                Collectors.groupingBy(
                    Told::frame, Collectors.mapping(UsageEvent::getAccountId, Collectors.toSet())));
    assertThat(accounts.values().stream().mapToInt(Set::size).max().orElse(0)).isGreaterThan(25);
    // Six harnesses, and a few releases of each at a time.
    assertThat(accounts).hasSizeBetween(8, 40);
    assertThat(share(told.calls(), call -> call.getTurn() > 5)).isGreaterThan(0.4);
    assertThat(share(told.calls(), call -> call.getToolSchemas() > 0)).isBetween(0.85, 0.999);
    Set<String> issued = new HashSet<>();
    told.calls().forEach(call -> issued.addAll(call.getIssuedArtefactTokensList()));
    List<String> submitted =
        told.calls().stream()
            .flatMap(call -> call.getSubmittedArtefactTokensList().stream())
            .toList();
    assertThat(submitted).hasSizeGreaterThan(100);
    assertThat(submitted.stream().filter(issued::contains).count() / (double) submitted.size())
        .isGreaterThan(0.97);
  }

  @Test
  void silentRelay_endUsers_showHarnessesThatHonestPeopleHave() {
    Set<Object> honest = Told.of("coding_agent", 200).all(Told::frame);
    List<UsageEvent> coding =
        Told.ofCampaign("silent_relay", 30).calls().stream()
            .filter(call -> call.getSketch().getSystemTokens() > 200 && call.getToolSchemas() > 0)
            .toList();
    assertThat(coding).hasSizeGreaterThan(200);
    assertThat(share(coding, call -> honest.contains(Told.frame(call)))).isGreaterThan(0.8);
  }

  @Test
  void manner_ofCampaigns_statesWhatHonestPeopleState() {
    Told told = Told.ofCampaign("slow_spread", 120);
    double stating =
        told.byAccount().values().stream()
            .filter(calls -> share(calls, call -> call.getSampling().hasTemperature()) > 0.5)
            .count();
    assertThat(stating / told.byAccount().size()).isBetween(0.25, 0.65);
    assertThat(told.calls()).anyMatch(call -> call.getModel().startsWith("small"));
    assertThat(told.calls()).anyMatch(UsageEvent::getRefused);
  }

  @Test
  void router_account_carriesManyFramesAndForeignHistory() {
    Told told = Told.of("router", 3, Map.of("apps", exactly(300)));
    told.byAccount().values().forEach(calls -> assertThat(frames(calls)).hasSizeGreaterThan(60));
    assertThat(told.all(UsageEvent::getConversationToken)).containsExactly("");
    List<UsageEvent> later = told.calls().stream().filter(call -> call.getTurn() > 1).toList();
    assertThat(share(later, call -> call.getForeignHistoryShare() == 1)).isBetween(0.2, 1.0);
    assertThat(told.calls().stream().map(call -> call.getSketch().getLanguage()).distinct().count())
        .isGreaterThan(4);
  }

  @Test
  void enterprise_keyAtItsLimit_isFollowedByTheNextOne() {
    Told told = Told.of("enterprise", 80, Map.of("seats", exactly(80), "pool", exactly(6)));
    assertThat(told.all(Told::prefix)).hasSize(1);
    assertThat(told.all(UsageEvent::getOrganisationId)).hasSize(1).doesNotContain("");
    List<UsageEvent> calls = told.calls();
    int refused = 0;
    int hopped = 0;
    for (int i = 0; i < calls.size(); i++) {
      UsageEvent call = calls.get(i);
      if (call.getStatus() == 429) {
        refused++;
        hopped += hops(call, calls.subList(i + 1, Math.min(calls.size(), i + 60))) ? 1 : 0;
      }
    }
    assertThat(refused).isGreaterThan(50);
    assertThat(hopped / (double) refused).isGreaterThan(0.8);
  }

  /** Whether another account sends the same within a second. */
  private static boolean hops(UsageEvent call, List<UsageEvent> next) {
    return next.stream()
        .anyMatch(
            other ->
                !other.getAccountId().equals(call.getAccountId())
                    && Told.body(other).equals(Told.body(call))
                    && Told.day(other) - Told.day(call) < 1.5 / 86_400);
  }

  @Test
  void supportBot_talks_areShortBehindOneFrame() {
    Told told = Told.of("support_bot", 20);
    told.byAccount().values().forEach(calls -> assertThat(frames(calls)).hasSize(1));
    assertThat(share(told.calls(), call -> call.getTurn() <= 4)).isGreaterThan(0.75);
    assertThat(told.calls()).noneMatch(call -> call.getConversationToken().isEmpty());
  }

  @Test
  void backfill_burst_isMostOfWhatTheAccountEverAsks() {
    Told told = Told.of("backfill", 12);
    long bursts =
        told.byAccount().values().stream()
            .filter(
                calls -> {
                  Map<Integer, Long> days =
                      calls.stream()
                          .collect(
                              Collectors.groupingBy(
                                  call -> (int) Told.day(call), Collectors.counting()));
                  long loud = days.values().stream().filter(count -> count > 120).count();
                  return loud >= 3 && loud <= 11 && Told.most(calls, Told::frame) > 300;
                })
            .count();
    assertThat(bursts).isGreaterThanOrEqualTo(9);
    Map<Object, List<UsageEvent>> frames = told.by(Told::frame);
    List<UsageEvent> biggest =
        frames.values().stream().max((a, b) -> a.size() - b.size()).orElseThrow();
    assertThat(bodies(biggest).size()).isGreaterThan(biggest.size() * 97 / 100);
  }

  @Test
  void classroom_students_shareCampusAssignmentAndDeadline() {
    Told told =
        Told.of(
            "classroom",
            150,
            Map.of("students", exactly(150), "weeks", exactly(1), "late", exactly(8)));
    Map<String, Set<String>> onPrefix =
        told.calls().stream()
            .collect(
                Collectors.groupingBy(
                    Told::prefix,
                    Collectors.mapping(UsageEvent::getAccountId, Collectors.toSet())));
    List<String> campus =
        onPrefix.entrySet().stream()
            .filter(entry -> entry.getValue().size() > 40)
            .map(Map.Entry::getKey)
            .toList();
    assertThat(campus).hasSizeBetween(1, 3);
    assertThat(share(told.calls(), call -> campus.contains(Told.prefix(call)))).isBetween(0.3, 0.9);
    // The assignment, by the exercise behind it.
    List<UsageEvent> assigned =
        told.by(Told::frame).values().stream().max((a, b) -> a.size() - b.size()).orElseThrow();
    assertThat(assigned.stream().map(UsageEvent::getAccountId).distinct().count())
        .isGreaterThan(60);
    double last = assigned.stream().mapToDouble(Told::day).max().orElseThrow();
    assertThat(share(assigned, call -> last - Told.day(call) < 1)).isGreaterThan(0.6);
    double first =
        told.facts().stream()
            .filter(fact -> fact.hasSignedUp() && Told.day(fact) >= 0)
            .mapToDouble(Told::day)
            .min()
            .orElseThrow();
    long joined =
        told.facts().stream()
            .filter(fact -> fact.hasSignedUp() && Told.day(fact) - first < 6)
            .filter(fact -> Told.day(fact) >= 0)
            .count();
    assertThat(joined).isGreaterThan(90);
  }

  @Test
  void benchmark_runs_sweepParametersOverAPublicSet() {
    Told told = Told.of("benchmark", 12, Map.of("runs", exactly(4)));
    assertThat(told.all(call -> call.getSampling().getTemperature())).hasSizeGreaterThan(3);
    // More than a program's manner ever wants.
    assertThat(told.all(call -> call.getSampling().getSamples())).contains(1, 4, 16);
    assertThat(share(told.calls(), call -> call.getSampling().getLogProbabilities()))
        .isBetween(0.05, 0.95);
    assertThat(bodies(told.calls()).size()).isLessThan(told.calls().size());
  }

  @Test
  void redTeam_sweep_isManyVariantsMostlyRefused() {
    Told told = Told.of("red_team", 8, Map.of("staff", exactly(8), "variants", exactly(200)));
    assertThat(share(told.calls(), UsageEvent::getRefused)).isBetween(0.45, 0.97);
    assertThat(frames(told.calls())).hasSizeGreaterThan(80);
  }

  @Test
  void auditor_decisions_areAskedForWithReasons() {
    Told told = Told.of("auditor", 20);
    told.byAccount().values().forEach(calls -> assertThat(frames(calls)).hasSize(1));
    assertThat(told.calls()).noneMatch(call -> call.getOrganisationId().isEmpty());
    assertThat(median(told.calls().stream().map(UsageEvent::getOutputTokens).toList()))
        .isGreaterThan(150);
  }

  @Test
  void judge_scores_areShortBehindOneRubric() {
    Told told = Told.of("judge", 20);
    told.byAccount().values().forEach(calls -> assertThat(frames(calls)).hasSize(1));
    assertThat(share(told.calls(), call -> call.getOutputTokens() <= 64)).isGreaterThan(0.95);
    assertThat(bodies(told.calls()).size()).isGreaterThan(told.calls().size() * 9 / 10);
  }

  @Test
  void launchAdopter_release_movesAPartWithinADay() {
    Told told = Told.of("launch_adopter", 40);
    assertThat(
            told.calls().stream()
                .filter(call -> Told.day(call) < Told.RELEASE)
                .filter(call -> call.getModel().equals("large-3")))
        .isEmpty();
    List<UsageEvent> next =
        told.calls().stream()
            .filter(call -> Told.day(call) > Told.RELEASE + 0.85)
            .filter(call -> Told.day(call) < Told.RELEASE + 1.5)
            .toList();
    assertThat(share(next, call -> call.getModel().equals("large-3"))).isBetween(0.2, 0.85);
    List<UsageEvent> others =
        Told.of("api", 80).calls().stream()
            .filter(call -> Told.day(call) > Told.RELEASE + 0.85)
            .filter(call -> Told.day(call) < Told.RELEASE + 1.5)
            .toList();
    assertThat(share(others, call -> call.getModel().equals("large-3"))).isLessThan(0.35);
  }

  @Test
  void hackathon_guests_signUpTogetherAndLeaveAfterTwoDays() {
    Told told = Told.of("hackathon", 100, Map.of("guests", exactly(100)));
    List<Double> days =
        told.facts().stream()
            .filter(AccountEvent::hasSignedUp)
            .map(Told::day)
            .filter(day -> day >= 0)
            .sorted()
            .toList();
    double median = days.get(days.size() / 2);
    assertThat(days.stream().filter(day -> Math.abs(day - median) < 2.0 / 24).count())
        .isGreaterThan(80);
    Map<String, Long> offers =
        signUps(told).stream()
            .collect(Collectors.groupingBy(SignedUp::getPromotionToken, Collectors.counting()));
    offers.remove("");
    assertThat(Collections.max(offers.values())).as("by the event's offer").isGreaterThan(80);
    assertThat(
            share(
                told.calls(),
                call -> Told.day(call) > median - 0.1 && Told.day(call) < median + 2.1))
        .isGreaterThan(0.75);
  }

  @Test
  void accelerator_firms_haveVirtualCardsOfOneIssuer() {
    Told told = Told.of("accelerator", 40, Map.of("firms", exactly(20)));
    List<InstrumentAdded> cards = cards(told);
    assertThat(cards).allMatch(InstrumentAdded::getVirtualCard);
    assertThat(cards.stream().map(InstrumentAdded::getIssuerCellToken).distinct().count())
        .isLessThanOrEqualTo(2);
    assertThat(cards.stream().map(InstrumentAdded::getInstrumentToken).distinct().count())
        .isGreaterThan(14);
    assertThat(told.all(UsageEvent::getOrganisationId)).hasSizeGreaterThan(10);
  }

  @Test
  void homeAutomation_clock_strikesAtTheSameMinutesEveryDay() {
    Told told = Told.of("home_automation", 20, Map.of("calls", exactly(6)));
    told.byAccount()
        .values()
        .forEach(
            calls -> {
              Set<Integer> minutes =
                  calls.stream()
                      .map(call -> Told.time(call).getHour() * 60 + Told.time(call).getMinute())
                      .collect(Collectors.toSet());
              assertThat(minutes).hasSizeLessThanOrEqualTo(20);
              assertThat(Told.most(calls, call -> Told.time(call).getMinute()))
                  .isGreaterThan(calls.size() / 2);
            });
    assertThat(told.facts())
        .filteredOn(AccountEvent::hasSignedUp)
        .allMatch(fact -> Told.day(fact) < -100);
  }

  @Test
  void vendorApp_users_shareOneFrameAndAskWhatOthersAsk() {
    Told told = Told.of("vendor_app", 150, Map.of("users", exactly(150)));
    List<UsageEvent> framed =
        told.calls().stream().filter(call -> call.getSketch().getSystemTokens() > 0).toList();
    assertThat(framed.size()).isGreaterThan(told.calls().size() * 7 / 10);
    assertThat(frames(framed)).hasSizeBetween(1, 3);
    assertThat(told.all(UsageEvent::getApiKeyToken)).hasSizeGreaterThan(100);
    assertThat(told.all(Told::prefix)).hasSizeGreaterThan(80);
    Map<Object, Set<String>> askers =
        framed.stream()
            .collect(
                Collectors.groupingBy(
                    Told::body, Collectors.mapping(UsageEvent::getAccountId, Collectors.toSet())));
    assertThat(askers.values().stream().filter(who -> who.size() > 1).count()).isGreaterThan(20);
  }

  @Test
  void traveller_people_callFromSeveralCountries() {
    Told told = Told.of("traveller", 60, Map.of("trips", exactly(10)));
    long roaming =
        told.byAccount().values().stream()
            .filter(calls -> calls.size() > 10)
            .filter(
                calls ->
                    calls.stream().map(call -> call.getClient().getCountry()).distinct().count()
                        > 1)
            .count();
    long loud = told.byAccount().values().stream().filter(calls -> calls.size() > 10).count();
    assertThat(roaming / (double) loud).isGreaterThan(0.6);
    assertThat(share(told.calls(), call -> call.getClient().getVpn())).isBetween(0.1, 0.7);
  }

  @Test
  void localisation_office_hasOneFrameOverManyLanguages() {
    Told told = Told.of("localisation", 6, Map.of("staff", exactly(6)));
    assertThat(told.all(UsageEvent::getOrganisationId)).hasSize(1);
    assertThat(frames(told.calls())).hasSizeLessThanOrEqualTo(2);
    assertThat(bodies(told.calls())).hasSizeGreaterThan(100);
    assertThat(told.all(call -> call.getSketch().getLanguage())).hasSizeGreaterThan(3);
  }

  @Test
  void migration_newAccount_hasAllCallsFromItsFirstDay() {
    Told told = Told.of("migration", 60);
    List<UsageEvent> first = new ArrayList<>();
    List<UsageEvent> third = new ArrayList<>();
    told.facts().stream()
        .filter(fact -> fact.hasSignedUp() && Told.day(fact) >= 0 && Told.day(fact) < 17)
        .forEach(
            fact -> {
              List<UsageEvent> calls =
                  told.byAccount().getOrDefault(fact.getAccountId(), List.of());
              calls.stream()
                  .filter(call -> Told.day(call) - Told.day(fact) < 1)
                  .forEach(first::add);
              calls.stream()
                  .filter(call -> Math.abs(Told.day(call) - Told.day(fact) - 2.5) < 0.5)
                  .forEach(third::add);
            });
    assertThat(third).hasSizeGreaterThan(200);
    assertThat(first.size() / (double) third.size()).isBetween(0.7, 1.4);
  }

  @Test
  void leaving_ofHonestAccounts_isOneOfAHundred() {
    Told told = Told.of("home_automation", 1_500, Map.of("calls", exactly(1)));
    long banned = told.facts().stream().filter(AccountEvent::hasBanned).count();
    assertThat(banned).isBetween(2L, 16L);
    long silent =
        told.byAccount().values().stream()
            .filter(calls -> calls.stream().mapToDouble(Told::day).max().orElse(0) < 15)
            .count();
    assertThat(silent).isBetween(3L, 25L);
  }
}
