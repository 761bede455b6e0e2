package io.stillwatch.benchmarks.panel;

import io.stillwatch.simulator.language.Language;
import io.stillwatch.simulator.season.Range;
import io.stillwatch.simulator.season.SeasonPlan;
import io.stillwatch.simulator.season.SeasonPlan.CampaignPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A season in which the campaigns of one scenario have one parameter fixed.
 *
 * @param spending null where it costs nothing
 */
record CurvePoint(String curve, double value, SeasonPlan plan, @Nullable Spending spending) {
  private static final int MEMBERS = 50;
  private static final int CAMPAIGNS = 4;
  private static final int FEW_MEMBERS = 20;

  /** By which an app's users draw their questions. */
  private static final double EXPONENT = 0.9;

  private static final String APP = "vendor_app";
  private static final int MOST_TOPICS = 1_000_000_000;

  /**
   * All curves over an honest season.
   *
   * @param honest with people alone
   */
  static List<CurvePoint> all(SeasonPlan honest) {
    List<CurvePoint> points = new ArrayList<>();
    for (int size : new int[] {50, 100, 250, 500, 1_000, 2_500}) {
      points.add(of("size S02", size, honest, campaigns("slow_spread", 2, size, Map.of())));
    }
    for (double share : new double[] {0.02, 0.05, 0.1, 0.2, 0.35, 0.5}) {
      points.add(of("harvest S03", share, honest, fixed("hydra", "harvest", share)));
    }
    for (int depth = 0; depth <= 2; depth++) {
      points.add(of("paraphrase S02", depth, honest, fixed("slow_spread", "paraphrase", depth)));
      points.add(of("paraphrase S12", depth, honest, fixed("pulse", "paraphrase", depth)));
    }
    for (double factor : new double[] {0.1, 0.3, 1, 3, 10}) {
      points.add(
          of(
              "repeats S04",
              factor,
              meeting(honest, factor),
              campaigns("load_balancer", CAMPAIGNS, MEMBERS, Map.of())));
    }
    points.addAll(pivots(honest));
    points.addAll(Spending.curves(honest));
    points.sort(Comparator.comparing(CurvePoint::curve));
    return points;
  }

  private static CurvePoint of(
      String curve, double value, SeasonPlan plan, List<CampaignPlan> campaigns) {
    return new CurvePoint(curve, value, plan.withCampaigns(campaigns), null);
  }

  /**
   * The same small campaigns with and without moving to a model that comes out on their second day;
   * then by how much more they ask of it.
   */
  private static List<CurvePoint> pivots(SeasonPlan honest) {
    SeasonPlan plan = honest.withReleaseDay(honest.baselineDays() + 1);
    List<CurvePoint> points = new ArrayList<>();
    for (double share : new double[] {0, 0.5, 1}) {
      points.add(of("pivot S10", share, plan, pivoting(share, 1)));
    }
    for (double surge : new double[] {1, 2}) {
      points.add(of("surge S10", surge, plan, pivoting(0.5, surge)));
    }
    return points;
  }

  private static List<CampaignPlan> pivoting(double share, double surge) {
    Map<String, Range> parameters = new HashMap<>();
    parameters.put("start", new Range(0, 0));
    parameters.put("harvest", new Range(0.05, 0.05));
    parameters.put("pivot", new Range(share, share));
    parameters.put("surge", new Range(surge, surge));
    return campaigns("release_pivot", 2 * CAMPAIGNS, FEW_MEMBERS, parameters);
  }

  String name() {
    String name = String.format(Locale.ROOT, "%s %s", curve, value);
    return spending == null ? name : name + " (" + spending + ")";
  }

  private static List<CampaignPlan> fixed(String role, String parameter, double value) {
    return campaigns(role, CAMPAIGNS, MEMBERS, Map.of(parameter, new Range(value, value)));
  }

  private static List<CampaignPlan> campaigns(
      String role, int count, int accounts, Map<String, Range> parameters) {
    return List.of(new CampaignPlan(role, count, accounts, 0, parameters));
  }

  /**
   * The same people, of whom users of one app ask the same as another so many times as often. Apps
   * have four times their part, so that there are enough of them to learn from.
   */
  private static SeasonPlan meeting(SeasonPlan plan, double factor) {
    Map<String, Double> mix = new HashMap<>(plan.mix());
    mix.computeIfPresent(APP, (name, part) -> 4 * part);
    Map<String, Map<String, Range>> roles = new HashMap<>(plan.roles());
    Map<String, Range> app = new HashMap<>(roles.getOrDefault(APP, Map.of()));
    app.put("topics", new Range(topics(500, factor), topics(20_000, factor)));
    roles.put(APP, app);
    return new SeasonPlan(
        plan.version(),
        plan.start(),
        plan.baselineDays(),
        plan.seasonDays(),
        plan.accounts(),
        plan.mostCalls(),
        plan.releaseDay(),
        mix,
        plan.population(),
        plan.campaigns(),
        roles);
  }

  /** How many questions there must be for two users to meet so many times as often as with n. */
  static int topics(int n, double factor) {
    double wanted = factor * meeting(n);
    double low = 1;
    double high = MOST_TOPICS;
    while (high / low > 1.001) {
      double middle = Math.sqrt(low * high);
      if (meeting((int) middle) > wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (int) Math.round(high);
  }

  /** As {@link Language#meeting}; of many questions, only the first ones meet. */
  private static double meeting(int topics) {
    int counted = Math.min(topics, 20_000);
    double shrunk = all(counted) / all(topics);
    return Language.meeting(counted, EXPONENT) * shrunk * shrunk;
  }

  private static double all(int topics) {
    return Math.pow(topics + 1.0, 1 - EXPONENT) - 1;
  }
}
