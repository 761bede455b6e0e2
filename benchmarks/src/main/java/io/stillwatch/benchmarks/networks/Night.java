package io.stillwatch.benchmarks.networks;

import io.stillwatch.detector.network.BaselineContent;
import io.stillwatch.detector.network.Discovery;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.v1.NetworkSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A night's discovery with its times: a baseline of days that end four days ago, added one by one
 * as the trainer does, and then the networks of today.
 */
final class Night {
  static final Instant TONIGHT = Instant.parse("2026-11-21T00:00:00Z");
  static final int LAG = 4;
  private static final int NEW_PROMPTS = 30;

  private final Town town;
  private final List<FeatureVector> today;
  private final int honest;
  private final BaselineContent baseline = new BaselineContent();
  private final Stopwatch reading = new Stopwatch();
  private final Stopwatch finding = new Stopwatch();

  /**
   * @param others accounts that were not there on the baseline days
   */
  Night(Town town, List<FeatureVector> others) {
    this.town = town;
    this.honest = town.size();
    today = new ArrayList<>(honest + others.size());
    IntStream.range(0, honest).forEach(number -> today.add(town.honest(number, TONIGHT)));
    today.addAll(others);
  }

  List<FeatureVector> today() {
    return today;
  }

  /** What adding the baseline days took. */
  Stopwatch reading() {
    return reading;
  }

  /** What finding the networks took. */
  Stopwatch finding() {
    return finding;
  }

  double seconds() {
    return reading.seconds() + finding.seconds();
  }

  double cpuSeconds() {
    return reading.cpuSeconds() + finding.cpuSeconds();
  }

  /** The oldest day first. */
  void addBaseline(int days) {
    for (int daysAgo = LAG + days - 1; daysAgo >= LAG; daysAgo--) {
      List<FeatureVector> day = day(daysAgo);
      Instant begin = TONIGHT.minus(Duration.ofDays(daysAgo + 1));
      reading.time(() -> baseline.add(begin, day));
    }
  }

  NetworkSnapshot networks() {
    NetworkSnapshot[] found = new NetworkSnapshot[1];
    NetworkSnapshot none = NetworkSnapshot.getDefaultInstance();
    finding.time(() -> found[0] = new Discovery(baseline, today, none, 1).networks(TONIGHT));
    return found[0];
  }

  /** Who was active; one of thirty had other prompts of his own then. */
  private List<FeatureVector> day(int daysAgo) {
    List<FeatureVector> day = new ArrayList<>();
    for (int number = 0; number < honest; number++) {
      if (town.isActive(number, daysAgo)) {
        boolean had = (number + daysAgo) % NEW_PROMPTS != 0;
        day.add(had ? today.get(number) : town.honest(number, TONIGHT, daysAgo));
      }
    }
    return day;
  }
}
