package io.stillwatch.modelservice.dashboard.pages;

import io.stillwatch.modelservice.dashboard.Bands;
import io.stillwatch.modelservice.verdicts.MemberRow;
import io.stillwatch.v1.Band;
import io.stillwatch.v1.NetworkMember;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What an action against some members would hit.
 *
 * @param whom such as "the core"
 * @param organisations distinct; members that stand alone are counted beside
 * @param plans accounts by plan, most first; "" where it is not known
 * @param bands accounts by band, from the worst
 * @param harvest calls of 7 days with the network's content
 * @param other calls of 7 days without: what honest work would be lost
 * @param sharesKnown whether the night measured the content's share of each member's calls
 */
public record Impact(
    String whom,
    int accounts,
    long organisations,
    long alone,
    Map<String, Long> plans,
    Map<Band, Long> bands,
    long harvest,
    long other,
    boolean sharesKnown) {
  static Impact of(String whom, List<MemberRow> members) {
    long calls = members.stream().mapToLong(row -> row.member().getRequests7D()).sum();
    long harvest = Math.round(members.stream().mapToDouble(row -> harvest(row.member())).sum());
    return new Impact(
        whom,
        members.size(),
        members.stream()
            .map(row -> row.account().organisationId())
            .filter(id -> !id.isEmpty())
            .distinct()
            .count(),
        members.stream().filter(row -> row.account().organisationId().isEmpty()).count(),
        plans(members),
        bands(members),
        harvest,
        Math.max(0, calls - harvest),
        calls > 0 && members.stream().anyMatch(row -> row.member().getContentShare() > 0));
  }

  /** Of all calls, those that are other work; 0 to 1. */
  public double otherShare() {
    return harvest + other == 0 ? 0 : (double) other / (harvest + other);
  }

  private static double harvest(NetworkMember member) {
    return member.getRequests7D() * Math.max(0, Math.min(1, member.getContentShare()));
  }

  private static Map<String, Long> plans(List<MemberRow> members) {
    Map<String, Long> counts = new TreeMap<>();
    members.forEach(row -> counts.merge(row.account().plan(), 1L, Long::sum));
    Map<String, Long> mostFirst = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .forEach(plan -> mostFirst.put(plan.getKey(), plan.getValue()));
    return mostFirst;
  }

  private static Map<Band, Long> bands(List<MemberRow> members) {
    Map<Band, Long> counts = new LinkedHashMap<>();
    Bands.WORST_FIRST.forEach(band -> counts.put(band, 0L));
    members.forEach(row -> counts.computeIfPresent(row.account().band(), (band, n) -> n + 1));
    counts.values().removeIf(count -> Objects.equals(count, 0L));
    return counts;
  }
}
