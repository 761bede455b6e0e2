package io.stillwatch.benchmarks.servegen;

import com.google.protobuf.util.Timestamps;
import io.stillwatch.simulator.Harvest;
import io.stillwatch.simulator.Season;
import io.stillwatch.simulator.Truth;
import io.stillwatch.simulator.cast.Casting;
import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.play.Play;
import io.stillwatch.simulator.season.SeasonPlan;
import io.stillwatch.simulator.world.Clients;
import io.stillwatch.sketch.PromptSketcher;
import io.stillwatch.sketch.SketchKey;
import io.stillwatch.v1.Report;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Real clients of the trace among the simulated customers and campaigns of a platform, in time
 * order. Each client is thinned to a number of calls a day. A season that is longer than the trace
 * has it again from its first day.
 */
final class MixedSeason implements Season {
  static final String GUEST = "ServeGen";
  static final int TRACED_DAYS = 14;

  private final long seed;
  private final int callsPerDay;
  private final List<TracedClient> clients;
  private final SeasonPlan plan;
  private final Play others;
  private final List<Guest> guests = new ArrayList<>();
  private final List<Call> waiting = new ArrayList<>();
  private int nextDay;

  private record Call(int second, Guest guest) {}

  MixedSeason(List<TracedClient> clients, int callsPerDay, SeasonPlan plan, long seed) {
    this.clients = List.copyOf(clients);
    this.callsPerDay = callsPerDay;
    this.seed = seed;
    this.plan = plan;
    this.others = Casting.play(plan, seed);
  }

  /** By how much a client is thinned; 1: not at all. */
  double factor(TracedClient client) {
    return Math.max(1, client.calls() / (TRACED_DAYS * (double) callsPerDay));
  }

  @Override
  public List<Truth> truth() {
    List<Truth> truth = new ArrayList<>(others.truth());
    for (TracedClient client : clients) {
      truth.add(new Truth(client.id, false, GUEST, "", "real_client", ""));
    }
    truth.sort(Comparator.comparing(Truth::accountId));
    return truth;
  }

  @Override
  public List<Harvest> harvest() {
    return others.harvest();
  }

  @Override
  public void run(Consumer<Report> sink) {
    List<String> bundles = bundles();
    Instant start = plan.start().atStartOfDay(ZoneOffset.UTC).toInstant();
    PromptSketcher sketcher = new PromptSketcher(key());
    clients.forEach(client -> guests.add(new Guest(client, seed, sketcher, start, bundles)));
    guests.forEach(guest -> guest.introduction().forEach(sink));
    others.run(
        report -> {
          long millis = millis(report);
          callUntil((int) Math.floorDiv(millis - start.toEpochMilli(), 1000L), sink);
          sink.accept(report);
        });
    callUntil(plan.days() * 86_400 - 1, sink);
  }

  /** The simulator's own key of that seed: all prompts of the platform are sketched alike. */
  private SketchKey key() {
    return SketchKey.of(ByteBuffer.allocate(24).putLong(seed).putLong(~seed).putLong(7).array());
  }

  private void callUntil(int second, Consumer<Report> sink) {
    while (nextDay < plan.days() && second >= nextDay * 86_400) {
      drawDay(nextDay);
      nextDay++;
    }
    int emitted = 0;
    while (emitted < waiting.size() && waiting.get(emitted).second <= second) {
      Call call = waiting.get(emitted++);
      sink.accept(call.guest.call(call.second));
    }
    waiting.subList(0, emitted).clear();
  }

  private void drawDay(int day) {
    int shift = (day - day % TRACED_DAYS) * 86_400;
    for (int i = 0; i < clients.size(); i++) {
      TracedClient client = clients.get(i);
      Guest guest = guests.get(i);
      Random random = new Random(seed * 1_000_003 + day * 1_009L + client.id.hashCode());
      client
          .calls(day % TRACED_DAYS, factor(client), random)
          .forEach(second -> waiting.add(new Call(second + shift, guest)));
    }
    waiting.sort(Comparator.comparingInt(Call::second));
  }

  /** Some of the software that the platform's other customers call with. */
  private List<String> bundles() {
    Dice dice = Dice.of(seed, "guests' software");
    Clients clients = new Clients(seed);
    return Stream.generate(() -> clients.bundle(clients.draw(dice), 0)).limit(100).toList();
  }

  private static long millis(Report report) {
    return Timestamps.toMillis(
        report.hasUsage() ? report.getUsage().getEventTime() : report.getAccount().getEventTime());
  }
}
