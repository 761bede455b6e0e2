package io.stillwatch.benchmarks.panel;

import io.stillwatch.simulator.Truth;
import io.stillwatch.v1.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The networks of all nights of some seasons; each network counts 1 over its nights. */
final class NetworkNights {
  private final List<NetworkNight> nights = new ArrayList<>();
  private final Map<String, Integer> counts = new TreeMap<>();

  /** Searches a season's nights. */
  void add(KeptSeason season) {
    Map<String, Truth> truth = season.truth();
    Finder told =
        (baseline, today, previous, seed) -> {
          var found = Finder.DISCOVERY.networks(baseline, today, previous, seed);
          found.getNetworksList().forEach(network -> add(season.name(), network, truth));
          return found;
        };
    SeasonNights.of(season, List.of(new Variant("told", Audience.ALL, told)));
  }

  private void add(String season, Network network, Map<String, Truth> truth) {
    NetworkNight.of(season, network, truth).ifPresent(this::add);
  }

  void add(NetworkNight night) {
    nights.add(night);
    counts.merge(night.network(), 1, Integer::sum);
  }

  List<NetworkNight> all() {
    return List.copyOf(nights);
  }

  int networks() {
    return counts.size();
  }

  /** Scenarios and honest personas, sorted. */
  List<String> kinds() {
    return nights.stream().map(NetworkNight::kind).distinct().sorted().toList();
  }

  /** 1 over the network's nights. */
  double importance(NetworkNight night) {
    return 1.0 / counts.getOrDefault(night.network(), 1);
  }
}
