package io.stillwatch.simulator.cast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.features.Event;
import io.stillwatch.features.UsageEvent;
import io.stillwatch.features.wire.EventWire;
import io.stillwatch.simulator.Truth;
import io.stillwatch.simulator.play.Play;
import io.stillwatch.simulator.play.Role;
import io.stillwatch.simulator.season.Range;
import io.stillwatch.simulator.season.SeasonPlan;
import io.stillwatch.simulator.season.SeasonPlan.CampaignPlan;
import io.stillwatch.v1.Report;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every role is played, in a season of its own beside some who chat. */
class PlayTest {
  private static final LocalDate START = LocalDate.parse("2026-01-05");
  private static final int DAYS = 10;
  private static final int MOST_CALLS = 60;

  static Stream<Role> roles() {
    return Stream.concat(Roles.honest().stream(), Roles.attacks().stream());
  }

  private static SeasonPlan plan(Role role, int accounts) {
    boolean attack = role.attack();
    return new SeasonPlan(
        "test",
        START,
        4,
        DAYS - 4,
        attack ? 60 : accounts,
        MOST_CALLS,
        7,
        attack ? Map.of("chat", 1.0) : Map.of(role.name(), 1.0),
        Map.of(),
        attack ? List.of(new CampaignPlan(role.name(), 1, accounts / 2, 0, Map.of())) : List.of(),
        Map.of());
  }

  private static List<Report> events(Play play) {
    List<Report> events = new ArrayList<>();
    play.run(events::add);
    return events;
  }

  @ParameterizedTest
  @MethodSource("roles")
  void run_role_givesSoundEventsInTheOrderOfTime(Role role) {
    Play play = Casting.play(plan(role, 40), 3);
    List<Report> reports = events(play);
    Map<String, Instant> signedUp = new HashMap<>();
    Set<String> ids = new HashSet<>();
    Instant last = Instant.MIN;
    int calls = 0;
    for (Report report : reports) {
      Event event = EventWire.read("test", report);
      assertThat(ids.add(event.eventId())).as("a new id").isTrue();
      if (event instanceof UsageEvent usage) {
        assertThat(usage.eventTime()).isAfterOrEqualTo(last);
        last = usage.eventTime();
        assertThat(signedUp).as("who calls has signed up").containsKey(usage.accountId());
        assertThat(usage.eventTime()).isAfterOrEqualTo(signedUp.get(usage.accountId()));
        calls++;
      } else {
        signedUp.putIfAbsent(event.accountId(), event.eventTime());
      }
    }
    assertThat(calls).as("calls of %s", role.name()).isGreaterThan(20);
    List<Truth> truth = play.truth();
    assertThat(truth).extracting(Truth::accountId).doesNotHaveDuplicates();
    assertThat(truth)
        .filteredOn(one -> one.persona().equals(role.name()))
        .isNotEmpty()
        .allSatisfy(
            one -> {
              assertThat(one.scenario()).isEqualTo(role.code());
              assertThat(one.attack()).isEqualTo(role.attack());
              assertThat(one.campaignId().isEmpty()).isEqualTo(!role.attack());
            });
    assertThat(play.harvest().isEmpty()).isEqualTo(!role.attack());
    assertThat(role.description()).isNotBlank();
    assertThat(role.parameters()).allSatisfy(one -> assertThat(one.meaning()).isNotBlank());
  }

  @ParameterizedTest
  @MethodSource("roles")
  void run_onOneThreadAndOnFour_givesTheSameBytes(Role role) throws Exception {
    List<Report> one = on(1, role);
    assertThat(on(4, role)).isEqualTo(one);
    assertThat(events(Casting.play(plan(role, 16), 8))).isNotEqualTo(one);
  }

  private static List<Report> on(int threads, Role role) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(() -> events(Casting.play(plan(role, 16), 7))).get();
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void count_isWhatRunTells() {
    SeasonPlan plan =
        new SeasonPlan(
            "test",
            START,
            4,
            DAYS - 4,
            30,
            MOST_CALLS,
            7,
            Map.of("chat", 2.0, "api", 1.0),
            Map.of(),
            List.of(new CampaignPlan("hydra", 1, 20, 0, Map.of())),
            Map.of());
    Play told = Casting.play(plan, 5);
    List<Report> calls = events(told).stream().filter(Report::hasUsage).toList();
    Map<String, String> roles = new HashMap<>();
    told.truth().forEach(one -> roles.put(one.accountId(), one.persona()));
    Map<String, Long> counted = new HashMap<>();
    calls.forEach(call -> counted.merge(roles.get(call.getUsage().getAccountId()), 1L, Long::sum));
    assertThat(Casting.play(plan, 5).count()).isEqualTo(counted).hasSize(3);
  }

  @Test
  void play_whatNobodyKnows_isRefusedByName() {
    SeasonPlan sound = plan(Roles.honest().get(0), 10);
    assertThatThrownBy(() -> Casting.play(with(sound, Map.of("ghost", 1.0), Map.of()), 1))
        .hasMessageContaining("no honest role is called \"ghost\"");
    assertThatThrownBy(
            () ->
                Casting.play(
                    with(sound, sound.mix(), Map.of("chat", Map.of("tails", new Range(1, 2)))), 1))
        .hasMessageContaining("chat has no parameter \"tails\"");
    assertThatThrownBy(
            () ->
                Casting.play(
                    with(sound, sound.mix(), Map.of("chat", Map.of("talks", new Range(0, 2)))), 1))
        .hasMessageContaining("chat.talks must be above 0");
  }

  private static SeasonPlan with(
      SeasonPlan plan, Map<String, Double> mix, Map<String, Map<String, Range>> roles) {
    return new SeasonPlan(
        plan.version(),
        plan.start(),
        plan.baselineDays(),
        plan.seasonDays(),
        plan.accounts(),
        plan.mostCalls(),
        plan.releaseDay(),
        mix,
        plan.population(),
        plan.campaigns(),
        roles);
  }
}
