package io.stillwatch.benchmarks.networks;

import io.stillwatch.detector.chance.Dice;
import io.stillwatch.detector.network.BaselineContent;
import io.stillwatch.detector.network.Discovery;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Night after night on one town: planted networks lose a twentieth of their members a day and take
 * in a little more, one has only ordinary prompts for a night, and one is closed and begins anew
 * with other accounts. Each night's discovery knows the snapshot of the night before.
 */
final class Fortnight {
  private static final int BASELINE_DAYS = 7;
  private static final double LEAVE = 0.05;
  private static final double JOIN = 0.08;
  private static final int PAUSE = 5;
  private static final int BAN = 8;

  private final Town town;
  private final List<Crew> crews = new ArrayList<>();
  private final BaselineContent baseline = new BaselineContent();
  private final Map<Crew, List<String>> ids = new HashMap<>();
  private int expected;
  private int kept;
  private int found;
  private int asked;

  /** A planted network's accounts of the moment. */
  private static final class Crew {
    private final Group group;
    private final Set<Integer> open = new HashSet<>();
    private final Set<Integer> closed = new HashSet<>();
    private final Map<Integer, Integer> since = new HashMap<>();
    private int next;

    Crew(Group group) {
      this.group = group;
      take(group.size(), -2);
    }

    void take(int count, int night) {
      for (int i = 0; i < count; i++) {
        since.put(next, night);
        open.add(next++);
      }
    }
  }

  Fortnight(int honest, List<Integer> sizes, long seed) {
    town = new Town(honest, seed);
    for (int i = 0; i < sizes.size(); i++) {
      crews.add(new Crew(new Group(Group.Kind.CAMPAIGN, i, sizes.get(i))));
    }
  }

  /** Plays so many nights. */
  void play(int nights) {
    List<FeatureVector> honest = new ArrayList<>();
    for (int number = 0; number < town.size(); number++) {
      honest.add(town.honest(number, Night.TONIGHT));
    }
    addBaseline(honest);
    NetworkSnapshot snapshot = NetworkSnapshot.getDefaultInstance();
    for (int night = 0; night < nights; night++) {
      Instant tonight = Night.TONIGHT.plus(Duration.ofDays(night));
      List<FeatureVector> today = new ArrayList<>(honest);
      for (Crew crew : crews) {
        change(crew, night);
        today.addAll(vectors(crew, night, tonight));
      }
      snapshot = new Discovery(baseline, today, snapshot, 1).networks(tonight);
      note(new Found(snapshot), night);
    }
  }

  /** Of the nights after the first, the share on which a network that is there keeps its id. */
  double stability() {
    return expected == 0 ? 0 : (double) kept / expected;
  }

  /** Of the nights on which a planted network works, the share on which it is verified. */
  double foundShare() {
    return asked == 0 ? 0 : (double) found / asked;
  }

  /** The most ids that one planted network had. */
  int mostIds() {
    return ids.values().stream().mapToInt(of -> new HashSet<>(of).size()).max().orElse(0);
  }

  private void addBaseline(List<FeatureVector> honest) {
    for (int daysAgo = Night.LAG + BASELINE_DAYS - 1; daysAgo >= Night.LAG; daysAgo--) {
      List<FeatureVector> day = new ArrayList<>();
      for (int number = 0; number < honest.size(); number++) {
        if (town.isActive(number, daysAgo)) {
          day.add(honest.get(number));
        }
      }
      baseline.add(Night.TONIGHT.minus(Duration.ofDays(daysAgo + 1)), day);
    }
  }

  private void change(Crew crew, int night) {
    if (isClosed(crew, night)) {
      crew.closed.addAll(crew.open);
      int size = crew.open.size();
      crew.open.clear();
      crew.take(size, night);
    } else if (night > 0) {
      Dice dice = new Dice(Dice.mix(100L * night + crew.group.number()));
      int size = crew.open.size();
      crew.open.removeIf(unused -> dice.unit() < LEAVE);
      crew.take((int) Math.round(JOIN * size), night);
    }
  }

  private boolean isPausing(Crew crew, int night) {
    return crew == crews.get(0) && night == PAUSE;
  }

  private boolean isClosed(Crew crew, int night) {
    return crew == crews.get(crews.size() - 1) && night == BAN;
  }

  private List<FeatureVector> vectors(Crew crew, int night, Instant tonight) {
    List<FeatureVector> vectors = new ArrayList<>();
    crew.since.forEach(
        (member, since) -> {
          boolean isClosed = crew.closed.contains(member);
          if (isClosed ? night < BAN + 3 : crew.open.contains(member)) {
            Duration age = Duration.ofDays(1L + night - since);
            Group.Manner manner =
                isClosed
                    ? Group.Manner.CLOSED
                    : isPausing(crew, night) ? Group.Manner.IDLE : Group.Manner.AT_WORK;
            vectors.add(crew.group.vector(town, member, age, manner, tonight));
          }
        });
    return vectors;
  }

  private void note(Found networks, int night) {
    for (Crew crew : crews) {
      if (isPausing(crew, night)) {
        continue;
      }
      Set<String> accounts = new HashSet<>();
      crew.open.forEach(member -> accounts.add(crew.group.account(member)));
      Optional<Network> network = networks.holding(accounts);
      List<String> before = ids.computeIfAbsent(crew, unused -> new ArrayList<>());
      asked++;
      if (!before.isEmpty()) {
        expected++;
        kept +=
            network.isPresent() && before.get(before.size() - 1).equals(network.get().getId())
                ? 1
                : 0;
      }
      if (network.isPresent()) {
        found++;
        before.add(network.get().getId());
      }
    }
  }
}
