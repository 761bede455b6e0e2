package io.stillwatch.benchmarks.states;

import com.google.gson.JsonObject;
import io.stillwatch.benchmarks.Measurement;
import io.stillwatch.benchmarks.contest.HeapUse;
import io.stillwatch.features.AccountState;
import io.stillwatch.features.Event;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.UsageEvent;
import io.stillwatch.features.strands.FollowedFrame;
import io.stillwatch.features.strands.FrameCluster;
import io.stillwatch.features.strands.StrandDay;
import io.stillwatch.features.strands.StrandTable;
import io.stillwatch.features.wire.EventWire;
import io.stillwatch.simulator.cast.Casting;
import io.stillwatch.standalone.commands.Table;
import io.stillwatch.v1.Report;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.ToLongFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stillwatch bench states}: costs and sizes of account states on simulated accounts. */
@Command(
    name = "states",
    mixinStandardHelpOptions = true,
    description =
        "Time the fold of a simulated season on one core, beside the reading of its events and the"
            + " strand table, and the vectors, encoding and decoding of its states; say how large states are, encoded and"
            + " in memory.")
public final class StatesCommand extends Measurement {
  private static final double MIB = 1 << 20;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "1500",
      description = "honest accounts of the season (default: ${DEFAULT-VALUE})")
  int accounts;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "14",
      description = "days of the season (default: ${DEFAULT-VALUE})")
  int days;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "seed of the season (default: ${DEFAULT-VALUE})")
  long seed;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "9",
      description =
          "how often each is timed; the best and the median are told (default:"
              + " ${DEFAULT-VALUE})")
  int rounds;

  @Option(
      names = "--packed",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "accounts to hold encoded in memory (default: ${DEFAULT-VALUE})")
  int packed;

  @Option(
      names = "--live",
      paramLabel = "N",
      defaultValue = "50000",
      description = "accounts to hold as objects in memory (default: ${DEFAULT-VALUE})")
  int live;

  private final JsonObject json = new JsonObject();
  private final Table table = new Table("WHAT", "FIGURE", "MEDIAN");

  @Override
  public Integer call() {
    say("simulating " + accounts + " accounts for " + days + " days");
    List<Report> reports = new ArrayList<>();
    Casting.demo(accounts, days, seed).run(reports::add);
    List<Event> events = reports.stream().map(report -> EventWire.read("bench", report)).toList();
    say(events.size() + " events");
    rate("read_events_per_second", events.size(), () -> read(reports));
    rate("fold_events_per_second", events.size(), () -> folded(events).size());
    List<AccountState> states = List.copyOf(folded(events).values());
    List<byte[]> encoded = states.stream().map(AccountState::encode).toList();
    micros("vector_us", states, StatesCommand::vectorSize);
    micros("encode_us", states, state -> state.encode().length);
    micros("decode_us", encoded, bytes -> AccountState.decode(bytes).late());
    strands(events);
    sizes(encoded);
    memory(encoded);
    json.addProperty("events", events.size());
    json.addProperty("accounts", states.size());
    tell(table, json);
    return 0;
  }

  private static long read(List<Report> reports) {
    long sum = 0;
    for (Report report : reports) {
      sum += EventWire.read("bench", report).eventId().length();
    }
    return sum;
  }

  private static Map<String, AccountState> folded(List<Event> events) {
    Map<String, AccountState> states = new HashMap<>();
    for (Event event : events) {
      states.computeIfAbsent(event.accountId(), AccountState::create).add(event);
    }
    return states;
  }

  /** The strand table's part: nothing followed that anybody uses, and the most used frame. */
  private void strands(List<Event> events) {
    List<FrameCluster> strangers = new ArrayList<>();
    Random random = new Random(seed);
    for (int i = 0; i < StrandTable.MAX_CLUSTERS; i++) {
      strangers.add(cluster("stranger-" + i, random.nextLong() | 1, random.longs(4).toArray()));
    }
    rate("strands_unmatched_events_per_second", events.size(), () -> added(events, strangers));
    UsageEvent.Content used = mostUsed(events);
    List<FrameCluster> popular = List.of(cluster("used", used.frameKey(), used.frameBands()));
    figure("strands_matched_share", (double) added(events, popular) / events.size());
    rate("strands_matched_events_per_second", events.size(), () -> added(events, popular));
  }

  private static FrameCluster cluster(String id, long key, long[] bands) {
    return new FrameCluster(
        id, List.of(new FollowedFrame(key, Arrays.stream(bands).boxed().toList())));
  }

  private static UsageEvent.Content mostUsed(List<Event> events) {
    Map<Long, Integer> uses = new HashMap<>();
    Map<Long, UsageEvent.Content> contents = new HashMap<>();
    for (Event event : events) {
      if (event instanceof UsageEvent usage && usage.content() != null) {
        UsageEvent.Content content = usage.content();
        uses.merge(content.frameKey(), 1, Integer::sum);
        contents.putIfAbsent(content.frameKey(), content);
      }
    }
    uses.remove(0L);
    long key = Collections.max(uses.entrySet(), Map.Entry.comparingByValue()).getKey();
    return Objects.requireNonNull(contents.get(key));
  }

  private static long added(List<Event> events, List<FrameCluster> clusters) {
    StrandTable table = new StrandTable();
    table.follow(clusters, 0);
    long position = 0;
    for (Event event : events) {
      if (event instanceof UsageEvent usage) {
        table.add(usage, ++position);
      }
    }
    return clusters.stream()
        .flatMap(cluster -> table.days(cluster.id()).stream())
        .mapToLong(StrandDay::calls)
        .sum();
  }

  private static long vectorSize(AccountState state) {
    FeatureVector vector = state.vector(state.watermark());
    return vector.links().size() + vector.requests7d();
  }

  private void rate(String name, int pieces, Work work) {
    double[] seconds = seconds(work);
    figure(name, pieces / seconds[0], pieces / seconds[seconds.length / 2]);
  }

  private <T> void micros(String name, List<T> all, ToLongFunction<T> work) {
    double[] seconds = seconds(() -> all.stream().mapToLong(work).sum());
    double each = 1e6 / all.size();
    figure(name, each * seconds[0], each * seconds[seconds.length / 2]);
  }

  /** Ascending, after two rounds untimed. */
  private double[] seconds(Work work) {
    double[] seconds = new double[rounds];
    long sum = work.run() + work.run();
    for (int round = 0; round < rounds; round++) {
      long begun = System.nanoTime();
      sum += work.run();
      seconds[round] = (System.nanoTime() - begun) / 1e9;
    }
    say("(" + sum + ")");
    Arrays.sort(seconds);
    return seconds;
  }

  private void sizes(List<byte[]> encoded) {
    int[] sizes = encoded.stream().mapToInt(bytes -> bytes.length).sorted().toArray();
    figure("state_bytes_p50", sizes[sizes.length / 2]);
    figure("state_bytes_p95", sizes[sizes.length * 95 / 100]);
    figure("state_bytes_p99", sizes[sizes.length * 99 / 100]);
    figure("state_bytes_max", sizes[sizes.length - 1]);
    figure("state_bytes_mean", Arrays.stream(sizes).average().orElse(0));
  }

  private void memory(List<byte[]> encoded) {
    say("holding " + packed + " encoded and " + live + " live states");
    long before = HeapUse.usedMib();
    List<byte[]> copies = new ArrayList<>(packed);
    for (int i = 0; i < packed; i++) {
      copies.add(encoded.get(i % encoded.size()).clone());
    }
    figure("packed_mib", (double) (HeapUse.usedMib() - before));
    figure("packed_accounts", copies.size());
    copies.clear();
    before = HeapUse.usedMib();
    List<AccountState> objects = new ArrayList<>(live);
    for (int i = 0; i < live; i++) {
      objects.add(AccountState.decode(encoded.get(i % encoded.size())));
    }
    figure("live_bytes", (HeapUse.usedMib() - before) * MIB / Math.max(1, objects.size()));
  }

  private void figure(String name, double figure) {
    json.addProperty(name, figure);
    table.row(name, printed(figure), "");
  }

  private void figure(String name, double best, double median) {
    json.addProperty(name, best);
    json.addProperty(name + "_median", median);
    table.row(name, printed(best), printed(median));
  }

  private static String printed(double figure) {
    return String.format(Locale.ROOT, figure < 1_000 ? "%.2f" : "%,.0f", figure);
  }

  /** Something that takes time, and an outcome that keeps the compiler from leaving it out. */
  private interface Work {
    long run();
  }
}
