package io.stillwatch.evaluation.judgement;

import io.stillwatch.simulator.Truth;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Networks over the nights, held against campaigns. Those that are explained are left out. */
final class FoundNetworks {
  private static final double HALF = 0.5;

  private final List<JudgedNight> nights;
  private final Map<String, Truth> truth;
  private final Map<String, Truth> judged = new HashMap<>();

  /**
   * @param population the accounts that count: a campaign is complete without its others
   */
  FoundNetworks(List<JudgedNight> nights, Map<String, Truth> truth, Collection<Truth> population) {
    this.nights = nights;
    this.truth = truth;
    population.forEach(row -> judged.put(row.accountId(), row));
  }

  NetworkFigures figures(long seed) {
    Map<String, SeenNetwork> last = new TreeMap<>();
    for (JudgedNight night : nights) {
      night.networks().stream()
          .filter(network -> !network.explained())
          .forEach(network -> last.put(network.id(), network));
    }
    double[] queues = Queues.of(nights).stream().mapToDouble(List::size).toArray();
    return new NetworkFigures(
        last.size(),
        purity(last).interval(seed),
        completeness(last).interval(seed),
        PerNight.interval(queues, seed),
        queuePrecision(Integer.MAX_VALUE, seed),
        last.values().stream().mapToLong(of -> of.members().size()).max().orElse(0));
  }

  /**
   * Of the networks in the queues, those with more than half attackers.
   *
   * @param first so many of each night count
   */
  Interval queuePrecision(int first, long seed) {
    Ratio precision = new Ratio();
    for (List<SeenNetwork> queue : Queues.of(nights)) {
      queue.stream()
          .limit(first)
          .forEach(network -> precision.add(network.id(), attackShare(network) > HALF));
    }
    return precision.interval(seed);
  }

  /** Networks in the queue a night by the persona or scenario that most members are of. */
  Map<String, Double> queuePerNightByKind() {
    Map<String, Double> kinds = new TreeMap<>();
    for (List<SeenNetwork> queue : Queues.of(nights)) {
      queue.forEach(network -> kinds.merge(kind(network), 1.0 / nights.size(), Double::sum));
    }
    return kinds;
  }

  private String kind(SeenNetwork network) {
    Map<String, Long> kinds = new TreeMap<>();
    for (String account : network.members().keySet()) {
      Truth row = truth.get(account);
      String kind = row == null ? "unknown" : row.attack() ? row.scenario() : row.persona();
      kinds.merge(kind, 1L, Long::sum);
    }
    return kinds.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("unknown");
  }

  private static Stream<Truth> attackers(SeenNetwork network, Map<String, Truth> among) {
    return network.members().keySet().stream()
        .map(among::get)
        .filter(Objects::nonNull)
        .filter(Truth::attack);
  }

  private double attackShare(SeenNetwork network) {
    return (double) attackers(network, truth).count() / network.members().size();
  }

  private static Map<String, Long> byCampaign(Stream<Truth> attackers) {
    Map<String, Long> accounts = new TreeMap<>();
    attackers.forEach(row -> accounts.merge(Units.of(row), 1L, Long::sum));
    return accounts;
  }

  private Ratio purity(Map<String, SeenNetwork> networks) {
    Ratio purity = new Ratio();
    for (SeenNetwork network : networks.values()) {
      Map<String, Long> members = byCampaign(attackers(network, truth));
      long most = members.values().stream().mapToLong(n -> n).max().orElse(0);
      purity.add(network.id(), (double) most, network.members().size());
    }
    return purity;
  }

  private Ratio completeness(Map<String, SeenNetwork> networks) {
    Map<String, Long> most = new HashMap<>();
    for (SeenNetwork network : networks.values()) {
      byCampaign(attackers(network, judged)).forEach((id, n) -> most.merge(id, n, Math::max));
    }
    Ratio completeness = new Ratio();
    byCampaign(judged.values().stream().filter(Truth::attack))
        .forEach(
            (id, size) -> {
              if (size > 1) {
                completeness.add(id, (double) most.getOrDefault(id, 0L), (double) size);
              }
            });
    return completeness;
  }
}
