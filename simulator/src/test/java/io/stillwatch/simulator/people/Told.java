package io.stillwatch.simulator.people;

import io.stillwatch.simulator.Harvest;
import io.stillwatch.simulator.cast.Casting;
import io.stillwatch.simulator.play.Play;
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
 * @param harvest what a campaign kept
 */
public record Told(List<UsageEvent> calls, List<AccountEvent> facts, List<Harvest> harvest) {
  /** A Monday. */
  public static final LocalDate START = LocalDate.parse("2026-01-05");

  public static final int DAYS = 21;
  public static final double RELEASE = 10.25;
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
    return ofCampaign(scenario, accounts, Map.of());
  }

  public static Told ofCampaign(String scenario, int accounts, Map<String, Range> parameters) {
    CampaignPlan campaign = new CampaignPlan(scenario, 1, accounts, 0, parameters);
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
    Play play = Casting.play(plan, SEED);
    play.run(reports::add);
    return new Told(
        reports.stream().filter(Report::hasUsage).map(Report::getUsage).toList(),
        reports.stream().filter(Report::hasAccount).map(Report::getAccount).toList(),
        play.harvest());
  }

  /** The values of something, each once. */
  public <T> Set<T> all(Function<UsageEvent, T> what) {
    return calls.stream().map(what).collect(Collectors.toSet());
  }

  public <T> Map<T, List<UsageEvent>> by(Function<UsageEvent, T> what) {
    return calls.stream().collect(Collectors.groupingBy(what));
  }

  public Map<String, List<UsageEvent>> byAccount() {
    return by(UsageEvent::getAccountId);
  }

  public static double share(
      List<UsageEvent> calls, java.util.function.Predicate<UsageEvent> which) {
    return calls.stream().filter(which).count() / (double) Math.max(1, calls.size());
  }

  /** How many there are of the most common one. */
  public static <T> long most(List<UsageEvent> calls, Function<UsageEvent, T> what) {
    return calls.stream()
        .collect(Collectors.groupingBy(what, Collectors.counting()))
        .values()
        .stream()
        .mapToLong(count -> count)
        .max()
        .orElse(0);
  }

  public static Object frame(UsageEvent call) {
    return call.getSketch().getFrameMinHashList();
  }

  public static Object body(UsageEvent call) {
    return call.getSketch().getBodyMinHash();
  }

  public static String prefix(UsageEvent call) {
    return call.getClient().getAddressPrefixToken();
  }

  public static ZonedDateTime time(UsageEvent call) {
    return Instant.ofEpochSecond(call.getEventTime().getSeconds(), call.getEventTime().getNanos())
        .atZone(ZoneOffset.UTC);
  }

  /** From the season's begin, with its fraction. */
  public static double day(UsageEvent call) {
    return (call.getEventTime().getSeconds() - START.toEpochDay() * 86_400) / 86_400.0;
  }

  public static double day(AccountEvent fact) {
    return (fact.getEventTime().getSeconds() - START.toEpochDay() * 86_400) / 86_400.0;
  }
}
