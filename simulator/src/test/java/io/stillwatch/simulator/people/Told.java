package io.stillwatch.simulator.people;

import io.stillwatch.simulator.cast.Casting;
import io.stillwatch.simulator.season.Range;
import io.stillwatch.simulator.season.SeasonPlan;
import io.stillwatch.simulator.season.SeasonPlan.CampaignPlan;
import io.stillwatch.v1.AccountEvent;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.UsageEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a season tells the platform, of one kind of customers.
 *
 * @param calls in the order of time
 */
record Told(List<UsageEvent> calls, List<AccountEvent> facts) {
  /** A Monday. */
  static final LocalDate START = LocalDate.parse("2026-01-05");

  static final int DAYS = 21;
  static final double RELEASE = 10.25;
  private static final int MOST_CALLS = 300;
  private static final long SEED = 5;

  static Told of(String role, int accounts) {
    return of(role, accounts, Map.of());
  }

  static Told of(String role, int accounts, Map<String, Range> parameters) {
    return play(Map.of(role, 1.0), accounts, List.of(), Map.of(role, parameters));
  }

  /** A campaign alone. */
  static Told ofCampaign(String scenario, int accounts) {
    CampaignPlan campaign = new CampaignPlan(scenario, 1, accounts, 0, Map.of());
    return play(Map.of(), 0, List.of(campaign), Map.of());
  }

  private static Told play(
      Map<String, Double> mix,
      int accounts,
      List<CampaignPlan> campaigns,
      Map<String, Map<String, Range>> roles) {
    SeasonPlan plan =
        new SeasonPlan(
            "test",
            START,
            7,
            DAYS - 7,
            accounts,
            MOST_CALLS,
            RELEASE,
            mix,
            Map.of(),
            campaigns,
            roles);
    List<Report> reports = new ArrayList<>();
    Casting.play(plan, SEED).run(reports::add);
    return new Told(
        reports.stream().filter(Report::hasUsage).map(Report::getUsage).toList(),
        reports.stream().filter(Report::hasAccount).map(Report::getAccount).toList());
  }

  /** The values of something, each once. */
  <T> Set<T> all(Function<UsageEvent, T> what) {
    return calls.stream().map(what).collect(Collectors.toSet());
  }

  <T> Map<T, List<UsageEvent>> by(Function<UsageEvent, T> what) {
    return calls.stream().collect(Collectors.groupingBy(what));
  }

  Map<String, List<UsageEvent>> byAccount() {
    return by(UsageEvent::getAccountId);
  }

  static double share(List<UsageEvent> calls, java.util.function.Predicate<UsageEvent> which) {
    return calls.stream().filter(which).count() / (double) Math.max(1, calls.size());
  }

  /** How many there are of the most common one. */
  static <T> long most(List<UsageEvent> calls, Function<UsageEvent, T> what) {
    return calls.stream()
        .collect(Collectors.groupingBy(what, Collectors.counting()))
        .values()
        .stream()
        .mapToLong(count -> count)
        .max()
        .orElse(0);
  }

  static Object frame(UsageEvent call) {
    return call.getSketch().getFrameMinHashList();
  }

  static Object body(UsageEvent call) {
    return call.getSketch().getBodyMinHash();
  }

  static String prefix(UsageEvent call) {
    return call.getClient().getAddressPrefixToken();
  }

  static ZonedDateTime time(UsageEvent call) {
    return Instant.ofEpochSecond(call.getEventTime().getSeconds(), call.getEventTime().getNanos())
        .atZone(ZoneOffset.UTC);
  }

  /** From the season's begin, with its fraction. */
  static double day(UsageEvent call) {
    return (call.getEventTime().getSeconds() - START.toEpochDay() * 86_400) / 86_400.0;
  }

  static double day(AccountEvent fact) {
    return (fact.getEventTime().getSeconds() - START.toEpochDay() * 86_400) / 86_400.0;
  }
}
