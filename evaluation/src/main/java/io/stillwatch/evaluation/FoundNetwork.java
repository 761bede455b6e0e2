package io.stillwatch.evaluation;

import java.util.Map;

/**
 * A network and the campaign that most of its members belong to.
 *
 * @param campaign empty: most members are honest
 * @param purity share of the members that belong to the campaign
 * @param completeness share of the campaign's accounts that are members; 0 for honest ones
 */
public record FoundNetwork(String campaign, long members, double purity, double completeness) {
  /**
   * @param members members by campaign, at least one
   * @param campaigns every campaign's accounts
   */
  static FoundNetwork of(Map<String, Long> members, Map<String, Share> campaigns) {
    long all = members.values().stream().mapToLong(count -> count).sum();
    var most = members.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    Share campaign = campaigns.get(most.getKey());
    return new FoundNetwork(
        most.getKey(),
        all,
        (double) most.getValue() / all,
        campaign == null ? 0 : (double) most.getValue() / campaign.cases());
  }
}
