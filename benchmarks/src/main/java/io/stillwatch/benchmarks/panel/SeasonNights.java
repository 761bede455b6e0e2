package io.stillwatch.benchmarks.panel;

import io.stillwatch.detector.DayOfVectors;
import io.stillwatch.detector.network.BaselineContent;
import io.stillwatch.detector.network.NetworkIndex;
import io.stillwatch.detector.network.NetworkStanding;
import io.stillwatch.evaluation.judgement.JudgedAccount;
import io.stillwatch.evaluation.judgement.JudgedNight;
import io.stillwatch.evaluation.judgement.SeenNetwork;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkSnapshot;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The nights of a season as a variant sees them: baseline days are learned, each later day is
 * searched with the snapshot of the night before. Networks are listed as a person would take them
 * up: by confidence where it is known, then by standing, then by harm.
 */
final class SeasonNights {
  private static final Comparator<Network> URGENCY =
      Comparator.<Network>comparingDouble(network -> network.getConfidence())
          .thenComparing(NetworkStanding::of)
          .thenComparingLong(Network::getExchanges7D)
          .reversed()
          .thenComparing(Network::getId);

  private final Variant variant;
  private final long seed;
  private final BaselineContent baseline = new BaselineContent();
  private final List<JudgedNight> nights = new ArrayList<>();
  private NetworkSnapshot previous = NetworkSnapshot.getDefaultInstance();

  private SeasonNights(Variant variant, long seed) {
    this.variant = variant;
    this.seed = seed;
  }

  /** One list of nights a variant, in their order; every day is read once. */
  static List<List<JudgedNight>> of(KeptSeason season, List<Variant> variants) {
    List<SeasonNights> all =
        variants.stream().map(variant -> new SeasonNights(variant, season.seed())).toList();
    for (LocalDate day : season.days()) {
      DayOfVectors vectors = season.day(day);
      boolean isBaseline = season.isBaseline(day);
      all.parallelStream().forEach(nights -> nights.add(vectors, isBaseline));
    }
    return all.stream().map(nights -> List.copyOf(nights.nights)).toList();
  }

  private void add(DayOfVectors all, boolean isBaseline) {
    LocalDate day = all.day();
    List<FeatureVector> seen = variant.audience().on(day, all.vectors());
    if (isBaseline) {
      baseline.add(day.atStartOfDay(ZoneOffset.UTC).toInstant(), seen);
      return;
    }
    previous = variant.finder().networks(baseline, new DayOfVectors(day, seen), previous, seed);
    nights.add(night(day, seen));
  }

  private JudgedNight night(LocalDate day, List<FeatureVector> seen) {
    NetworkIndex index = new NetworkIndex(previous);
    Map<String, JudgedAccount> accounts = new HashMap<>();
    for (FeatureVector vector : seen) {
      JudgedAccount judged = NightBands.judged(index.of(vector));
      if (judged != null) {
        accounts.put(vector.account().accountId(), judged);
      }
    }
    List<SeenNetwork> networks =
        previous.getNetworksList().stream().sorted(URGENCY).map(SeenNetwork::of).toList();
    return new JudgedNight(day, accounts, networks);
  }
}
