package io.stillwatch.benchmarks.panel;

import io.stillwatch.evaluation.judgement.Activity;
import io.stillwatch.evaluation.judgement.JudgedAccount;
import io.stillwatch.evaluation.judgement.JudgedNight;
import io.stillwatch.evaluation.judgement.Judgement;
import io.stillwatch.evaluation.judgement.SeenNetwork;
import io.stillwatch.simulator.Harvest;
import io.stillwatch.simulator.Truth;
import io.stillwatch.simulator.season.SeasonPlan;
import io.stillwatch.simulator.season.SeasonPlan.CampaignPlan;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Seasons of several seeds as one long one: names get the seed in front, and each season is moved
 * to days of its own, so that nobody meets anybody of another.
 */
final class JudgedSeeds {
  private static final int DAYS_APART = 1_000;

  private final List<JudgedNight> nights = new ArrayList<>();
  private final Map<String, Truth> truth = new LinkedHashMap<>();
  private final List<Harvest> harvest = new ArrayList<>();
  private final Activity calls = new Activity();
  private final Map<String, Integer> planned = new HashMap<>();
  private int seasons;

  void add(KeptSeason season, List<JudgedNight> found) {
    add(season, found, row -> true);
  }

  /**
   * @param counted the others are nobody
   */
  void add(KeptSeason season, List<JudgedNight> found, Predicate<Truth> counted) {
    String before = season.seed() + "/";
    long moved = (long) DAYS_APART * seasons++;
    Map<String, Truth> rows = season.truth();
    rows.values().stream()
        .filter(counted)
        .forEach(row -> truth.put(before + row.accountId(), named(row, before)));
    for (Harvest row : season.harvest()) {
      harvest.add(
          new Harvest(
              before + row.campaignId(),
              before + row.accountId(),
              row.day().plusDays(moved),
              row.requests(),
              row.tokens()));
    }
    season.calls().forEach((id, day, count) -> calls.add(before + id, day.plusDays(moved), count));
    found.forEach(night -> nights.add(moved(night, before, moved)));
    planned(season.plan(), rows).forEach((id, size) -> planned.put(before + id, size));
  }

  /**
   * Adds whom the season that was added last has in one variant alone; he calls on its last day.
   */
  void addOthers(KeptSeason season, List<Truth> rows) {
    String before = season.seed() + "/";
    LocalDate last = season.plan().start().plusDays(season.plan().days() - 1L);
    for (Truth row : rows) {
      truth.put(before + row.accountId(), named(row, before));
      calls.add(before + row.accountId(), last.plusDays(DAYS_APART * (seasons - 1L)), 1);
    }
  }

  Judgement judgement() {
    return new Judgement(nights, truth, harvest, calls, 1);
  }

  /** How many accounts the campaign was to have: relays that lose some open others. */
  int plannedSize(String campaign) {
    return planned.getOrDefault(campaign, 0);
  }

  int nights() {
    return nights.size();
  }

  private static Truth named(Truth row, String before) {
    return new Truth(
        before + row.accountId(),
        row.attack(),
        row.scenario(),
        row.campaignId().isEmpty() ? "" : before + row.campaignId(),
        row.persona(),
        row.organisation().isEmpty() ? "" : before + row.organisation());
  }

  private static JudgedNight moved(JudgedNight night, String before, long moved) {
    Map<String, JudgedAccount> accounts = new HashMap<>();
    night.accounts().forEach((id, judged) -> accounts.put(before + id, judged));
    LocalDate day = night.day().plusDays(moved);
    return new JudgedNight(
        day, accounts, night.networks().stream().map(of -> named(of, before)).toList());
  }

  private static SeenNetwork named(SeenNetwork network, String before) {
    Map<String, Double> members = new HashMap<>();
    network.members().forEach((id, weight) -> members.put(before + id, weight));
    return new SeenNetwork(before + network.id(), network.life(), members, network.explained());
  }

  /** By campaign: those of a role are numbered in the plan's order. */
  private static Map<String, Integer> planned(SeasonPlan plan, Map<String, Truth> truth) {
    Map<String, String> codes = new HashMap<>();
    truth.values().stream()
        .filter(Truth::attack)
        .forEach(row -> codes.put(row.persona(), row.scenario()));
    Map<String, Integer> sizes = new TreeMap<>();
    Map<String, Integer> numbers = new HashMap<>();
    for (CampaignPlan campaign : plan.campaigns()) {
      for (int i = 0; i < campaign.count(); i++) {
        int number = numbers.merge(campaign.role(), 1, Integer::sum);
        sizes.put(codes.get(campaign.role()) + "-" + number, campaign.accounts());
      }
    }
    return sizes;
  }
}
