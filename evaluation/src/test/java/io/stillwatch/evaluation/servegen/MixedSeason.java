package io.stillwatch.evaluation.servegen;

import com.google.protobuf.util.Timestamps;
import io.stillwatch.simulator.Truth;
import io.stillwatch.simulator.cast.Casting;
import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.play.Play;
import io.stillwatch.simulator.season.SeasonFile;
import io.stillwatch.simulator.season.SeasonPlan;
import io.stillwatch.simulator.season.SeasonPlan.CampaignPlan;
import io.stillwatch.simulator.world.Clients;
import io.stillwatch.sketch.PromptSketcher;
import io.stillwatch.sketch.SketchKey;
import io.stillwatch.v1.Report;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Real clients of the trace and one simulated campaign (S04) among the simulated honest customers
 * of a platform, in time order. Each client is thinned to a number of calls a day.
 */
final class MixedSeason {
  static final String GUEST = "ServeGen";
  private static final int DAYS = 14;

  private final long seed;
  private final int callsPerDay;
  private final List<TracedClient> clients;
  private final SeasonPlan plan;
  private final Play others;
  private final List<Guest> guests = new ArrayList<>();
  private final List<Call> waiting = new ArrayList<>();
  private int nextDay;

  private record Call(int second, Guest guest) {}

  MixedSeason(List<TracedClient> clients, int callsPerDay, int others, int campaign, long seed) {
    this.clients = clients;
    this.callsPerDay = callsPerDay;
    this.seed = seed;
    this.plan =
        SeasonFile.named("demo")
            .withAccounts(others)
            .withDays(DAYS)
            .withCampaigns(List.of(new CampaignPlan("load_balancer", 1, campaign, 0, Map.of())));
    this.others = Casting.play(plan, seed);
  }

  /** By how much a client is thinned; 1: not at all. */
  double factor(TracedClient client) {
    return Math.max(1, client.calls() / (DAYS * (double) callsPerDay));
  }

  Map<String, Truth> truth() {
    Map<String, Truth> truth = new LinkedHashMap<>();
    others.truth().forEach(row -> truth.put(row.accountId(), row));
    for (TracedClient client : clients) {
      truth.put(client.id, new Truth(client.id, false, GUEST, "", "real client", ""));
    }
    return truth;
  }

  void run(Consumer<Report> sink) {
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
  }

  /** The simulator's own key of that seed: all prompts of the platform are sketched alike. */
  private SketchKey key() {
    return SketchKey.of(ByteBuffer.allocate(24).putLong(seed).putLong(~seed).putLong(7).array());
  }

  private void callUntil(int second, Consumer<Report> sink) {
    while (nextDay < DAYS && second >= nextDay * 86_400) {
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
    for (int i = 0; i < clients.size(); i++) {
      TracedClient client = clients.get(i);
      Guest guest = guests.get(i);
      Random random = new Random(seed * 1_000_003 + day * 1_009L + client.id.hashCode());
      client
          .calls(day, factor(client), random)
          .forEach(second -> waiting.add(new Call(second, guest)));
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
