package io.stillwatch.simulator.season;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What a season's file says.
 *
 * @param version of the season: figures are compared within one
 * @param start the first UTC day
 * @param baselineDays before campaigns begin
 * @param seasonDays after that
 * @param accounts honest ones
 * @param mostCalls of an account on a day
 * @param releaseDay of the new model, from the start
 * @param mix parts of the honest accounts, by role's name; scaled to add up to 1
 * @param population how common each role is on a platform, by its name, for figures of a whole
 *     population; empty: as in the mix
 * @param campaigns who harvests
 * @param roles parameters by role's name, where they differ from the defaults
 */
public record SeasonPlan(
    String version,
    LocalDate start,
    int baselineDays,
    int seasonDays,
    int accounts,
    int mostCalls,
    double releaseDay,
    Map<String, Double> mix,
    Map<String, Double> population,
    List<CampaignPlan> campaigns,
    Map<String, Map<String, Range>> roles) {
  public SeasonPlan {
    within("baseline_days", baselineDays, 1, 180);
    within("season_days", seasonDays, 1, 365);
    within("accounts", accounts, 0, 5_000_000);
    within("most_calls", mostCalls, 1, 1_000_000);
    mix.forEach((role, part) -> checkPart("mix." + role, part));
    population.forEach((role, part) -> checkPart("population." + role, part));
    mix = Map.copyOf(mix);
    population = Map.copyOf(population);
    campaigns = List.copyOf(campaigns);
    roles = Map.copyOf(roles);
  }

  /**
   * Campaigns of one scenario.
   *
   * @param role its name
   * @param count how many
   * @param accounts of each
   * @param throughBaseline how many of them run from the first day on
   * @param parameters where they differ from the role's
   */
  public record CampaignPlan(
      String role, int count, int accounts, int throughBaseline, Map<String, Range> parameters) {
    public CampaignPlan {
      within(role + ": count", count, 1, 10_000);
      within(role + ": accounts", accounts, 1, 1_000_000);
      within(role + ": through_baseline", throughBaseline, 0, count);
      parameters = Map.copyOf(parameters);
    }
  }

  public int days() {
    return baselineDays + seasonDays;
  }

  /** The same season with so many honest accounts; campaigns stay as large as they are. */
  public SeasonPlan withAccounts(int honest) {
    return with(baselineDays, seasonDays, honest, releaseDay);
  }

  /**
   * The same season over so many days, its baseline and its release in the same proportion.
   *
   * @param days at least 2
   */
  public SeasonPlan withDays(int days) {
    within("days", days, 2, 545);
    int baseline = Math.round((float) baselineDays * days / days());
    baseline = Math.max(1, Math.min(days - 1, baseline));
    return with(baseline, days - baseline, accounts, releaseDay * days / days());
  }

  /** The same season, with a model that comes out on that day. */
  public SeasonPlan withReleaseDay(double day) {
    return with(baselineDays, seasonDays, accounts, day);
  }

  /** The same season with these campaigns. */
  public SeasonPlan withCampaigns(List<CampaignPlan> others) {
    return with(version, mix, population, others);
  }

  /** The same season without campaigns. */
  public SeasonPlan honest() {
    return withCampaigns(List.of());
  }

  /** The same season with customers of one kind alone, and without campaigns. */
  public SeasonPlan of(String persona) {
    return with(version + "-" + persona, Map.of(persona, 1.0), Map.of(), List.of());
  }

  /** Over other days, for another number. */
  private SeasonPlan with(int baseline, int season, int honest, double release) {
    return new SeasonPlan(
        version,
        start,
        baseline,
        season,
        honest,
        mostCalls,
        release,
        mix,
        population,
        campaigns,
        roles);
  }

  /** Of other people. */
  private SeasonPlan with(
      String named,
      Map<String, Double> parts,
      Map<String, Double> platform,
      List<CampaignPlan> others) {
    return new SeasonPlan(
        named,
        start,
        baselineDays,
        seasonDays,
        accounts,
        mostCalls,
        releaseDay,
        parts,
        platform,
        others,
        roles);
  }

  private static void checkPart(String place, double part) {
    if (!(part >= 0) || Double.isInfinite(part)) {
      throw new IllegalArgumentException(place + " is no part: " + part);
    }
  }

  private static void within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " is not within " + least + " to " + most + ": " + value);
    }
  }
}
