package io.stillwatch.evaluation;

import io.stillwatch.simulator.Harvest;
import io.stillwatch.simulator.Truth;
import io.stillwatch.v1.Band;
import io.stillwatch.v1.Verdict;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Verdicts held against the truth. An account is caught when it is at soft or above. Accounts that
 * the truth does not name, or that never did anything, count for nothing but the bands.
 */
public final class Scorecard {
  private static final double FOUND = 0.5;

  private final Map<String, Verdict> verdicts;
  private final List<Truth> known;
  private final List<Harvest> harvest;

  public Scorecard(Map<String, Verdict> verdicts, Map<String, Truth> truth, List<Harvest> harvest) {
    this.verdicts = verdicts;
    this.known =
        truth.values().stream().filter(row -> verdicts.containsKey(row.accountId())).toList();
    this.harvest = harvest;
  }

  /** How many accounts are in each band. */
  public Map<Band, Long> bands() {
    Map<Band, Long> bands = new EnumMap<>(Band.class);
    verdicts.values().forEach(verdict -> bands.merge(verdict.getBand(), 1L, Long::sum));
    return bands;
  }

  public boolean isCaught(String account) {
    Verdict verdict = verdicts.get(account);
    return verdict != null
        && (verdict.getBand() == Band.BAND_SOFT || verdict.getBand() == Band.BAND_HARD);
  }

  /** Attack accounts at soft or above. */
  public Share caught() {
    return share(Truth::attack);
  }

  /** Honest accounts at soft or above. */
  public Share falselyCaught() {
    return share(row -> !row.attack());
  }

  /** Honest accounts at watch: shown to analysts, no more. */
  public Share falselyWatched() {
    List<Truth> honest = known.stream().filter(row -> !row.attack()).toList();
    return new Share(
        honest.stream().filter(row -> verdict(row).getBand() == Band.BAND_WATCH).count(),
        honest.size());
  }

  /** Accounts at soft or above by persona, in order of scenario and name. */
  public Map<String, Share> byPersona() {
    return groups(row -> row.scenario() + " " + row.persona(), row -> true);
  }

  /** Accounts at soft or above by campaign. */
  public Map<String, Share> byCampaign() {
    return groups(Truth::campaignId, row -> row.attack() && !row.campaignId().isEmpty());
  }

  /** The share of a campaign's harvested tokens that went to accounts now caught, by campaign. */
  public Map<String, Double> harvestCaught() {
    Map<String, long[]> tokens = new TreeMap<>();
    for (Harvest row : harvest) {
      long[] of = tokens.computeIfAbsent(row.campaignId(), id -> new long[2]);
      of[0] += isCaught(row.accountId()) ? row.tokens() : 0;
      of[1] += row.tokens();
    }
    Map<String, Double> shares = new TreeMap<>();
    tokens.forEach((id, of) -> shares.put(id, of[1] == 0 ? 0 : (double) of[0] / of[1]));
    return shares;
  }

  /** Networks that verdicts name, by id. */
  public Map<String, FoundNetwork> networks() {
    Map<String, Map<String, Long>> campaigns = new TreeMap<>();
    for (Truth row : known) {
      String network = verdict(row).getNetworkId();
      if (!network.isEmpty()) {
        campaigns
            .computeIfAbsent(network, id -> new TreeMap<>())
            .merge(row.campaignId(), 1L, Long::sum);
      }
    }
    Map<String, Share> sizes = byCampaign();
    Map<String, FoundNetwork> networks = new TreeMap<>();
    campaigns.forEach((id, members) -> networks.put(id, FoundNetwork.of(members, sizes)));
    return networks;
  }

  /** Campaigns of more than one account. */
  public long networksPlanted() {
    return byCampaign().values().stream().filter(share -> share.cases() > 1).count();
  }

  /** Of these, those that have a network of their own which holds half of their accounts. */
  public long networksFound() {
    return networks().values().stream()
        .filter(found -> found.purity() > FOUND && found.completeness() >= FOUND)
        .map(FoundNetwork::campaign)
        .distinct()
        .count();
  }

  /** The chance that an attacker has a higher risk than an honest account. NaN if undefined. */
  public double auroc() {
    return ranking().auroc();
  }

  /** NaN if undefined. */
  public double averagePrecision() {
    return ranking().averagePrecision();
  }

  /** Accounts too little known to be judged stand at the end. */
  private Ranking ranking() {
    Ranking ranking = new Ranking();
    for (Truth row : known) {
      Verdict verdict = verdict(row);
      ranking.add(verdict.hasRisk() ? verdict.getRisk() : -1, row.attack());
    }
    return ranking;
  }

  private Share share(Predicate<Truth> which) {
    List<Truth> rows = known.stream().filter(which).toList();
    return new Share(rows.stream().filter(row -> isCaught(row.accountId())).count(), rows.size());
  }

  private Map<String, Share> groups(Function<Truth, String> group, Predicate<Truth> which) {
    Map<String, List<Truth>> rows =
        known.stream()
            .filter(which)
            .collect(Collectors.groupingBy(group, TreeMap::new, Collectors.toList()));
    Map<String, Share> shares = new TreeMap<>();
    rows.forEach((name, of) -> shares.put(name, share(Set.copyOf(of)::contains)));
    return shares;
  }

  private Verdict verdict(Truth row) {
    return verdicts.getOrDefault(row.accountId(), Verdict.getDefaultInstance());
  }

  /** A band's name as files and tables show it, such as "soft". */
  static String name(Band band) {
    return band.name().replaceFirst("^BAND_", "").toLowerCase(Locale.ROOT);
  }
}
