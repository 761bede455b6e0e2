package io.stillwatch.benchmarks.calibration;

import io.stillwatch.simulator.cast.Casting;
import io.stillwatch.simulator.season.Range;
import io.stillwatch.simulator.season.SeasonPlan;
import io.stillwatch.simulator.world.Country;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.UsageEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the simulator's ordinary customers do, seen as the traces see theirs: by answered calls. */
final class PlayedTraffic {
  private static final int LIMITED = 429;
  private static final long HOUR_MILLIS = 3_600_000;
  private static final int LEAST_CALLS_OF_A_WINDOW = 20;
  private static final int LEAST_CALLS_OF_A_CLIENT = 30;

  private final SeasonPlan plan;
  private final Map<String, Integer> zones = new HashMap<>();
  private final Map<String, Calls> calls = new LinkedHashMap<>();

  /** Of one account. */
  private static final class Calls {
    private final List<Long> times = new ArrayList<>();
    private final List<Double> inputs = new ArrayList<>();
    private final List<Double> outputs = new ArrayList<>();
  }

  private PlayedTraffic(SeasonPlan plan) {
    this.plan = plan;
  }

  /** Programs, with and without documents, at the season's own rates. */
  static Trace programs(SeasonPlan season, int accounts, int days, long seed) {
    SeasonPlan plan =
        plan(season, programMix(season), accounts, days, season.mostCalls(), Map.of());
    return played(plan, seed).trace(days);
  }

  /**
   * The same programs with more calls, for what a few calls do not show.
   *
   * @param callsADay of each, on a day that it runs
   */
  static Trace busyPrograms(
      SeasonPlan season, int accounts, int days, double callsADay, long seed) {
    Map<String, Range> busy =
        Map.of("calls", only(callsADay), "spread", only(0), "most", only(callsADay));
    SeasonPlan plan =
        plan(
            season,
            programMix(season),
            accounts,
            days,
            (int) (100 * callsADay),
            Map.of("api", busy, "retrieval", busy));
    return played(plan, seed).trace(days);
  }

  static Conversations talks(SeasonPlan season, int accounts, int days, long seed) {
    SeasonPlan plan =
        plan(season, Map.of("chat", 1.0), accounts, days, season.mostCalls(), Map.of());
    Conversations talks = new Conversations(new ArrayList<>(), new ArrayList<>());
    for (Calls one : played(plan, seed).calls.values()) {
      talks.inputs().addAll(one.inputs);
      talks.outputs().addAll(one.outputs);
    }
    return talks;
  }

  private static Map<String, Double> programMix(SeasonPlan season) {
    return Map.of(
        "api", season.population().getOrDefault("api", 1.0),
        "retrieval", season.population().getOrDefault("retrieval", 1.0));
  }

  private static Range only(double value) {
    return new Range(value, value);
  }

  private static SeasonPlan plan(
      SeasonPlan season,
      Map<String, Double> mix,
      int accounts,
      int days,
      int mostCalls,
      Map<String, Map<String, Range>> louder) {
    Map<String, Map<String, Range>> roles = new HashMap<>(season.roles());
    louder.forEach(
        (role, ranges) -> {
          Map<String, Range> all = new HashMap<>(roles.getOrDefault(role, Map.of()));
          all.putAll(ranges);
          roles.put(role, all);
        });
    return new SeasonPlan(
        season.version(),
        season.start(),
        1,
        days - 1,
        accounts,
        mostCalls,
        days,
        mix,
        Map.of(),
        List.of(),
        roles);
  }

  private static PlayedTraffic played(SeasonPlan plan, long seed) {
    PlayedTraffic traffic = new PlayedTraffic(plan);
    Casting.play(plan, seed).run(traffic::read);
    return traffic;
  }

  private void read(Report report) {
    if (report.hasAccount() && report.getAccount().hasSignedUp()) {
      zones.put(
          report.getAccount().getAccountId(),
          Country.valueOf(report.getAccount().getSignedUp().getCountry()).zone);
    } else if (report.hasUsage() && report.getUsage().getStatus() != LIMITED) {
      read(report.getUsage());
    }
  }

  private void read(UsageEvent call) {
    Calls of = calls.computeIfAbsent(call.getAccountId(), id -> new Calls());
    of.times.add(
        call.getEventTime().getSeconds() * 1_000 + call.getEventTime().getNanos() / 1_000_000);
    if (call.getStatus() == 200) {
      of.inputs.add((double) call.getInputTokens());
      of.outputs.add((double) call.getOutputTokens());
    }
  }

  private Trace trace(int days) {
    List<Client> clients = new ArrayList<>();
    calls.forEach((account, of) -> clients.add(client(of, zones.getOrDefault(account, 0), days)));
    return new Trace("simulated", clients);
  }

  private Client client(Calls calls, int zone, int days) {
    Client client = new Client(days);
    long begin = plan.start().toEpochDay() * Client.HOURS * HOUR_MILLIS;
    Map<Long, List<Long>> hours = new LinkedHashMap<>();
    for (long time : calls.times) {
      long hour = (time - begin) / HOUR_MILLIS;
      // What is beyond the last midnight of the local clock belongs to the first day.
      client.hourly[(int) Math.floorMod(hour + zone, (long) client.hourly.length)]++;
      hours.computeIfAbsent(hour, key -> new ArrayList<>()).add(time);
    }
    hours.values().stream()
        .filter(times -> times.size() >= LEAST_CALLS_OF_A_WINDOW)
        .forEach(times -> client.variations.add(variation(times)));
    if (calls.inputs.size() >= LEAST_CALLS_OF_A_CLIENT) {
      client.input = Lengths.of(Sample.of(calls.inputs));
      client.output = Lengths.of(Sample.of(calls.outputs));
    }
    return client;
  }

  private static double variation(List<Long> times) {
    List<Double> gaps = new ArrayList<>();
    for (int i = 1; i < times.size(); i++) {
      gaps.add((double) (times.get(i) - times.get(i - 1)));
    }
    Sample sample = Sample.of(gaps);
    return sample.deviation() / sample.mean();
  }
}
