package io.stillwatch.evaluation.judgement;

import io.stillwatch.evaluation.judgement.UnitRanking.Curve;
import io.stillwatch.simulator.Harvest;
import io.stillwatch.simulator.Truth;
import io.stillwatch.v1.Band;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The nights of a season held against the truth. An attacker counts on nights on which it took
 * something (without a harvest: called), an honest account's bands on every night. Attackers that
 * were never active in the season, and honest accounts that never called in it, count for nothing.
 */
public final class Judgement {
  private static final double[] RATES = {0.001, 0.0005, 0.0001};
  private static final double HALF = 0.5;

  private final List<JudgedNight> nights;
  private final Map<String, Truth> truth;
  private final Activity activity;
  private final List<Truth> population;
  private final Campaigns campaigns;
  private final long seed;

  /**
   * @param nights by day
   * @param calls everybody's calls of all days
   * @param seed of the intervals' draws
   */
  public Judgement(
      List<JudgedNight> nights,
      Map<String, Truth> truth,
      List<Harvest> harvest,
      Activity calls,
      long seed) {
    this.nights = List.copyOf(nights);
    this.truth = truth;
    this.seed = seed;
    this.activity = activity(truth, harvest, calls);
    this.population = truth.values().stream().filter(row -> !activeNights(row).isEmpty()).toList();
    this.campaigns = new Campaigns(truth.values(), activity, this.nights);
  }

  private static Activity activity(
      Map<String, Truth> truth, List<Harvest> harvest, Activity calls) {
    Activity activity = new Activity();
    for (Truth row : truth.values()) {
      if (harvest.isEmpty() || !row.attack()) {
        calls.of(row.accountId()).forEach((day, n) -> activity.add(row.accountId(), day, n));
      }
    }
    harvest.forEach(row -> activity.add(row.accountId(), row.day(), row.requests()));
    return activity;
  }

  private List<JudgedNight> activeNights(Truth row) {
    Map<LocalDate, Long> days = activity.of(row.accountId());
    return nights.stream()
        .filter(night -> days.containsKey(night.day()))
        .filter(night -> night.accounts().containsKey(row.accountId()))
        .toList();
  }

  public long accounts() {
    return population.size();
  }

  public long attackers() {
    return population.stream().filter(Truth::attack).count();
  }

  /** The attackers' share of the accounts. */
  public Interval prevalence() {
    Ratio ratio = new Ratio();
    population.forEach(row -> ratio.add(unit(row), row.attack()));
    return ratio.interval(seed);
  }

  /** Figures of the ranking by the highest risk of active nights. */
  public Map<String, Interval> ranking() {
    UnitRanking ranking = new UnitRanking();
    population.forEach(row -> ranking.add(risk(row), row.attack(), unit(row)));
    return figures(ranking, Double.NaN);
  }

  /** Average precision as if that share of the accounts were attackers. */
  public Interval prAucAt(double prevalence) {
    UnitRanking ranking = new UnitRanking();
    population.forEach(row -> ranking.add(risk(row), row.attack(), unit(row)));
    return figures(ranking, prevalence).getOrDefault("pr_auc", Interval.UNDEFINED);
  }

  /** Figures of another ranking, of the accounts that it names. */
  public Map<String, Interval> ranking(Map<String, Double> scores) {
    UnitRanking ranking = new UnitRanking();
    for (Truth row : population) {
      Double score = scores.get(row.accountId());
      if (score != null) {
        ranking.add(score, row.attack(), unit(row));
      }
    }
    return figures(ranking, Double.NaN);
  }

  private Map<String, Interval> figures(UnitRanking ranking, double prevalence) {
    List<ToDoubleFunction<Curve>> figures = new ArrayList<>();
    figures.add(curve -> curve.prAuc(prevalence));
    figures.add(Curve::rocAuc);
    for (double rate : RATES) {
      figures.add(curve -> curve.recallAt(rate));
    }
    List<Interval> intervals = ranking.intervals(figures, seed);
    Map<String, Interval> named = new TreeMap<>();
    List<String> names =
        List.of(
            "pr_auc",
            "roc_auc",
            "recall_at_fpr_0_001",
            "recall_at_fpr_0_0005",
            "recall_at_fpr_0_0001");
    for (int i = 0; i < names.size(); i++) {
      named.put(names.get(i), intervals.get(i));
    }
    return named;
  }

  /** Recall over false-positive rate, in steps: pairs of rate and recall. Empty if undefined. */
  public List<double[]> rocPoints() {
    UnitRanking ranking = new UnitRanking();
    population.forEach(row -> ranking.add(risk(row), row.attack(), unit(row)));
    List<double[]> points = new ArrayList<>();
    if (ranking.isDefined()) {
      Curve curve = ranking.curve();
      for (int i = 0; i < curve.found().length; i++) {
        points.add(
            new double[] {curve.alarmed()[i] / curve.honest(), curve.found()[i] / curve.attack()});
      }
    }
    return points;
  }

  private double risk(Truth row) {
    return activeNights(row).stream()
        .map(night -> night.accounts().get(row.accountId()))
        .mapToDouble(JudgedAccount::risk)
        .max()
        .orElse(-1);
  }

  /** An account's organisation, its campaign, or itself. */
  private static String unit(Truth row) {
    if (row.attack()) {
      return row.campaignId().isEmpty() ? "a:" + row.accountId() : "c:" + row.campaignId();
    }
    return row.organisation().isEmpty() ? "a:" + row.accountId() : "o:" + row.organisation();
  }

  /** Whether it reached the band: attackers while active, honest ones on any night. */
  private boolean reached(Truth row, Band least) {
    return (row.attack() ? activeNights(row) : nights)
        .stream()
            .map(night -> night.accounts().get(row.accountId()))
            .anyMatch(judged -> judged != null && judged.isAtLeast(least));
  }

  /** Honest accounts that reached the band. */
  public Interval falsePositives(Band least) {
    return share(population.stream().filter(row -> !row.attack()).toList(), least);
  }

  /** Attackers that reached the band while active. */
  public Interval recall(Band least) {
    return share(population.stream().filter(Truth::attack).toList(), least);
  }

  private Interval share(List<Truth> rows, Band least) {
    Ratio ratio = new Ratio();
    rows.forEach(row -> ratio.add(unit(row), reached(row, least)));
    return ratio.interval(seed);
  }

  /**
   * The attackers among the accounts that reached the band.
   *
   * @param prevalence as if that share of the accounts were attackers; NaN: as they are
   */
  public Interval precision(Band least, double prevalence) {
    double weight =
        Double.isNaN(prevalence)
            ? 1
            : prevalence / (1 - prevalence) * (accounts() - attackers()) / attackers();
    Ratio ratio = new Ratio();
    for (Truth row : population) {
      if (reached(row, least)) {
        ratio.add(unit(row), row.attack() ? weight : 0, row.attack() ? weight : 1);
      }
    }
    return ratio.interval(seed);
  }

  /** Honest accounts by persona. */
  public Map<String, List<Truth>> honestPersonas() {
    Map<String, List<Truth>> personas = new TreeMap<>();
    population.stream()
        .filter(row -> !row.attack())
        .forEach(row -> personas.computeIfAbsent(row.persona(), p -> new ArrayList<>()).add(row));
    return personas;
  }

  /** Of these accounts, those that reached the band. */
  public Interval falsePositives(List<Truth> rows, Band least) {
    return share(rows, least);
  }

  /** By scenario and size. */
  public List<ScenarioFigures> scenarios() {
    return campaigns.figures(seed);
  }

  /** The campaign's detection day, if it was detected. */
  public Map<String, LocalDate> detections() {
    return campaigns.detections();
  }

  public NetworkFigures networks() {
    Map<String, SeenNetwork> last = new TreeMap<>();
    Ratio precision = new Ratio();
    double[] queues = new double[nights.size()];
    Map<String, SeenNetwork> before = Map.of();
    for (int i = 0; i < nights.size(); i++) {
      Map<String, SeenNetwork> now = new HashMap<>();
      for (SeenNetwork network : nights.get(i).networks()) {
        if (!network.explained()) {
          now.put(network.id(), network);
          last.put(network.id(), network);
          SeenNetwork known = before.get(network.id());
          if (known == null || !known.members().keySet().equals(network.members().keySet())) {
            queues[i]++;
            precision.add(network.id(), attackShare(network) > HALF);
          }
        }
      }
      before = now;
    }
    return new NetworkFigures(
        last.size(),
        purity(last).interval(seed),
        completeness(last).interval(seed),
        PerNight.interval(queues, seed),
        precision.interval(seed),
        last.values().stream().mapToLong(of -> of.members().size()).max().orElse(0));
  }

  private double attackShare(SeenNetwork network) {
    long attack =
        network.members().keySet().stream()
            .map(truth::get)
            .filter(row -> row != null && row.attack())
            .count();
    return (double) attack / network.members().size();
  }

  private Map<String, Long> byCampaign(SeenNetwork network) {
    Map<String, Long> members = new TreeMap<>();
    for (String account : network.members().keySet()) {
      Truth row = truth.get(account);
      if (row != null && row.attack()) {
        members.merge(unit(row), 1L, Long::sum);
      }
    }
    return members;
  }

  private Ratio purity(Map<String, SeenNetwork> networks) {
    Ratio purity = new Ratio();
    for (SeenNetwork network : networks.values()) {
      long most = byCampaign(network).values().stream().mapToLong(n -> n).max().orElse(0);
      purity.add(network.id(), (double) most, network.members().size());
    }
    return purity;
  }

  private Ratio completeness(Map<String, SeenNetwork> networks) {
    Map<String, Long> most = new HashMap<>();
    networks
        .values()
        .forEach(network -> byCampaign(network).forEach((id, n) -> most.merge(id, n, Math::max)));
    Map<String, Long> sizes = new TreeMap<>();
    truth.values().stream()
        .filter(Truth::attack)
        .filter(row -> !activity.of(row.accountId()).isEmpty())
        .forEach(row -> sizes.merge(unit(row), 1L, Long::sum));
    Ratio completeness = new Ratio();
    sizes.forEach(
        (id, size) -> {
          if (size > 1) {
            completeness.add(id, (double) Math.min(size, most.getOrDefault(id, 0L)), (double) size);
          }
        });
    return completeness;
  }
}
