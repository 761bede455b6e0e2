package io.stillwatch.benchmarks.panel;

import io.stillwatch.detector.network.Confidence;
import io.stillwatch.simulator.Truth;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkLife;
import io.stillwatch.v1.NetworkMember;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A network on one night: what speaks for it, and what it is in truth.
 *
 * @param network its name over all seasons
 * @param kind what most members are, more than are anything else: a scenario's code or an honest
 *     persona
 * @param attack whether the kind is a scenario
 * @param campaign whether more than half of the members are one campaign's
 * @param features as {@link Confidence#features} has them
 */
record NetworkNight(
    String network, String kind, boolean attack, boolean campaign, List<Double> features) {
  NetworkNight {
    features = List.copyOf(features);
  }

  /**
   * Empty for a network that rests, has no members, or of whose members nothing is known.
   *
   * @param season goes in front of its name
   */
  static Optional<NetworkNight> of(String season, Network network, Map<String, Truth> truth) {
    if (network.getLife() == NetworkLife.NETWORK_LIFE_DORMANT) {
      return Optional.empty();
    }
    Map<String, Integer> kinds = new TreeMap<>();
    Map<String, Integer> campaigns = new TreeMap<>();
    Set<String> scenarios = new HashSet<>();
    for (NetworkMember member : network.getMembersList()) {
      Truth row = truth.get(member.getAccountId());
      if (row != null) {
        String kind = row.attack() ? row.scenario() : row.persona();
        kinds.merge(kind, 1, Integer::sum);
        if (row.attack()) {
          scenarios.add(kind);
          campaigns.merge(row.campaignId(), 1, Integer::sum);
        }
      }
    }
    int largest = campaigns.values().stream().max(Comparator.naturalOrder()).orElse(0);
    return kinds.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .map(
            kind ->
                new NetworkNight(
                    season + "/" + network.getId(),
                    kind,
                    scenarios.contains(kind),
                    2 * largest > network.getMembersCount(),
                    Arrays.stream(Confidence.features(network)).boxed().toList()));
  }

  double[] row() {
    return row(features);
  }

  static double[] row(List<Double> features) {
    return features.stream().mapToDouble(feature -> feature).toArray();
  }
}
