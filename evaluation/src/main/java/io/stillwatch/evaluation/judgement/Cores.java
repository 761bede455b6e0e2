package io.stillwatch.evaluation.judgement;

import io.stillwatch.detector.network.Membership;
import io.stillwatch.simulator.Truth;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Cores of networks over the nights, held against campaigns of two accounts or more. */
final class Cores {
  private static final long SEVERAL = 2;

  private final Map<String, Truth> population = new HashMap<>();
  private final Map<String, Long> sizes = new TreeMap<>();
  private final Map<String, Long> best = new HashMap<>();
  private final Map<String, Core> largest = new TreeMap<>();
  private final Map<String, Long> networksOf = new TreeMap<>();
  private final Map<String, Long> campaignsOf = new TreeMap<>();

  /**
   * @param members of the core
   * @param most of them of one campaign
   */
  private record Core(long members, long most) {
    Core larger(Core other) {
      return other.members > members ? other : this;
    }
  }

  /**
   * @param population the accounts that count
   */
  Cores(List<JudgedNight> nights, Collection<Truth> population) {
    for (Truth row : population) {
      this.population.put(row.accountId(), row);
      if (row.attack()) {
        sizes.merge(Units.of(row), 1L, Long::sum);
      }
    }
    sizes.values().removeIf(size -> size < SEVERAL);
    nights.forEach(this::add);
  }

  private void add(JudgedNight night) {
    Map<String, Long> networks = new HashMap<>();
    for (SeenNetwork network : night.networks()) {
      List<String> core = core(network);
      if (!network.explained() && !core.isEmpty()) {
        Map<String, Long> campaigns = campaigns(core);
        campaigns.forEach((id, members) -> best.merge(id, members, Math::max));
        largest.merge(network.id(), new Core(core.size(), most(campaigns)), Core::larger);
        campaigns.values().removeIf(members -> members < SEVERAL);
        campaigns.keySet().forEach(id -> networks.merge(id, 1L, Long::sum));
        if (!campaigns.isEmpty()) {
          campaignsOf.merge(network.id(), (long) campaigns.size(), Math::max);
        }
      }
    }
    networks.forEach((id, count) -> networksOf.merge(id, count, Math::max));
  }

  private static List<String> core(SeenNetwork network) {
    return network.members().entrySet().stream()
        .filter(member -> member.getValue() >= Membership.CORE)
        .map(Map.Entry::getKey)
        .toList();
  }

  private Map<String, Long> campaigns(List<String> core) {
    Map<String, Long> campaigns = new HashMap<>();
    for (String account : core) {
      Truth row = population.get(account);
      if (row != null && row.attack()) {
        campaigns.merge(Units.of(row), 1L, Long::sum);
      }
    }
    return campaigns;
  }

  private static long most(Map<String, Long> campaigns) {
    return campaigns.values().stream().mapToLong(members -> members).max().orElse(0);
  }

  CoreFigures figures(long seed) {
    Ratio completeness = new Ratio();
    sizes.forEach(
        (id, size) -> completeness.add(id, (double) best.getOrDefault(id, 0L), (double) size));
    Ratio purity = new Ratio();
    largest.forEach((id, core) -> purity.add(id, (double) core.most, (double) core.members));
    return new CoreFigures(
        completeness.interval(seed),
        purity.interval(seed),
        several(networksOf).interval(seed),
        several(campaignsOf).interval(seed),
        mean(networksOf),
        mean(campaignsOf));
  }

  private static Ratio several(Map<String, Long> counts) {
    Ratio ratio = new Ratio();
    counts.forEach((id, count) -> ratio.add(id, count >= SEVERAL));
    return ratio;
  }

  private static double mean(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(count -> count).average().orElse(Double.NaN);
  }
}
