package io.stillwatch.evaluation.judgement;

import io.stillwatch.evaluation.judgement.UnitRanking.Curve;
import io.stillwatch.simulator.Harvest;
import io.stillwatch.simulator.Truth;
import io.stillwatch.v1.Band;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * The nights of a season held against the truth. An attacker counts on nights on which it took
 * something (without a harvest: called), an honest account's bands on every night. Attackers that
 * were never active in the season, and honest accounts that never called in it, count for nothing.
 * Who was active without a verdict is unknown.
 */
public final class Judgement {
  private static final double UNKNOWN = -1;
  private static final double[] RATES = {0.001, 0.0005, 0.0001};

  private final List<JudgedNight> nights;
  private final Map<String, Truth> truth;
  private final Activity activity;
  private final List<Truth> population;
  private final Campaigns campaigns;
  private final PersonaWeights weights;
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
    this.weights = PersonaWeights.NONE;
  }

  private Judgement(Judgement of, PersonaWeights weights) {
    this.nights = of.nights;
    this.truth = of.truth;
    this.seed = of.seed;
    this.activity = of.activity;
    this.population = of.population;
    this.campaigns = of.campaigns;
    this.weights = weights;
  }

  /**
   * The same nights judged for a population of this mix. Rankings, and shares of honest accounts of
   * several personas, are those of the population, undefined if no persona has a part; all else
   * stays as it is.
   *
   * @param parts of the population's honest accounts by persona, on any scale
   */
  public Judgement weightedBy(Map<String, Double> parts) {
    return new Judgement(this, PersonaWeights.of(parts, population));
  }

  /** The judged days, ascending. */
  public List<LocalDate> days() {
    return nights.stream().map(JudgedNight::day).toList();
  }

  /** Whether it took something that day, or an honest one called. */
  public boolean isActive(Truth row, LocalDate day) {
    return activity.of(row.accountId()).containsKey(day);
  }

  /** What an account counts for: 1 unless weighted. */
  public double weight(Truth row) {
    return weights.of(row);
  }

  /** What one of a persona's honest accounts counts for: 1 unless weighted. */
  public double weight(String persona) {
    return weights.of(persona);
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
    return nights.stream().filter(night -> days.containsKey(night.day())).toList();
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
    population.forEach(row -> ratio.add(Units.of(row), row.attack()));
    return ratio.interval(seed);
  }

  /**
   * Figures of the ranking by the highest risk of active nights. Recall at a rate of less than one
   * honest account is undefined.
   */
  public Map<String, Interval> ranking() {
    return figures(byRisk(), Double.NaN);
  }

  /** Average precision as if that share of the accounts were attackers. */
  public Interval prAucAt(double prevalence) {
    return figures(byRisk(), prevalence).getOrDefault("pr_auc", Interval.UNDEFINED);
  }

  /** Figures of another ranking, of the accounts that it names. */
  public Map<String, Interval> ranking(Map<String, Double> scores) {
    return figures(by(scores), Double.NaN);
  }

  /** The ranking's thresholds, from the strictest; empty if there are not both kinds. */
  public List<Threshold> thresholds() {
    return thresholds(byRisk());
  }

  /** Those of another ranking, of the accounts that it names. */
  public List<Threshold> thresholds(Map<String, Double> scores) {
    return thresholds(by(scores));
  }

  private static List<Threshold> thresholds(UnitRanking ranking) {
    return ranking.isDefined() ? ranking.curve().thresholds() : List.of();
  }

  private UnitRanking byRisk() {
    UnitRanking ranking = new UnitRanking();
    population.forEach(row -> ranking.add(risk(row), row.attack(), Units.of(row), weights.of(row)));
    return ranking;
  }

  private UnitRanking by(Map<String, Double> scores) {
    UnitRanking ranking = new UnitRanking();
    for (Truth row : population) {
      Double score = scores.get(row.accountId());
      if (score != null) {
        ranking.add(score, row.attack(), Units.of(row), weights.of(row));
      }
    }
    return ranking;
  }

  private Map<String, Interval> figures(UnitRanking ranking, double prevalence) {
    List<ToDoubleFunction<Curve>> figures = new ArrayList<>();
    figures.add(curve -> curve.prAuc(prevalence));
    figures.add(Curve::rocAuc);
    for (double rate : RATES) {
      figures.add(ranking.canTell(rate) ? curve -> curve.recallAt(rate) : curve -> Double.NaN);
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

  private double risk(Truth row) {
    return activeNights(row).stream()
        .map(night -> night.accounts().get(row.accountId()))
        .mapToDouble(judged -> judged == null ? UNKNOWN : judged.risk())
        .max()
        .orElse(UNKNOWN);
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
    Ratio ratio = new Ratio();
    for (Truth row : population) {
      if (!row.attack()) {
        double weight = weights.of(row);
        ratio.add(Units.of(row), row.persona(), reached(row, least) ? weight : 0, weight);
      }
    }
    return ratio.interval(seed);
  }

  /** Of these accounts, those that reached the band, each of which counts 1. */
  public Interval falsePositives(List<Truth> rows, Band least) {
    return share(rows, least);
  }

  /** Attackers that reached the band while active. */
  public Interval recall(Band least) {
    return share(population.stream().filter(Truth::attack).toList(), least);
  }

  private Interval share(List<Truth> rows, Band least) {
    Ratio ratio = new Ratio();
    rows.forEach(row -> ratio.add(Units.of(row), reached(row, least)));
    return ratio.interval(seed);
  }

  /**
   * The attackers among the accounts that reached the band. Draws of those alone do not know how
   * few honest accounts were seen: the low end is at most what the ends of recall and of false
   * positives leave.
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
        ratio.add(
            Units.of(row), row.attack() ? weight : 0, row.attack() ? weight : weights.of(row));
      }
    }
    Interval drawn = ratio.drawnInterval(seed);
    double found = recall(least).low() * attackers() * weight;
    double alarmed = falsePositives(least).high() * (accounts() - attackers());
    double worst = found / (found + alarmed);
    return worst < drawn.low() ? new Interval(drawn.value(), worst, drawn.high()) : drawn;
  }

  /** Honest accounts by persona. */
  public Map<String, List<Truth>> honestPersonas() {
    Map<String, List<Truth>> personas = new TreeMap<>();
    population.stream()
        .filter(row -> !row.attack())
        .forEach(row -> personas.computeIfAbsent(row.persona(), p -> new ArrayList<>()).add(row));
    return personas;
  }

  /** By scenario and size. */
  public List<ScenarioFigures> scenarios() {
    return campaigns.figures(seed);
  }

  /**
   * Of some campaigns together, under a name and size of the caller's. Throws
   * IllegalArgumentException if there is none.
   */
  public ScenarioFigures campaigns(String name, int size, Predicate<Detection> which) {
    return campaigns.figures(name, size, which, seed);
  }

  /** Every campaign that was active in the season, by id. */
  public List<Detection> detections() {
    return campaigns.detections();
  }

  public NetworkFigures networks() {
    return new FoundNetworks(nights, truth, population).figures(seed);
  }

  /** What campaigns and networks are to each other by their cores. */
  public CoreFigures cores() {
    return new Cores(nights, population).figures(seed);
  }

  /**
   * Of the first so many networks of each night's queue, those with more than half attackers.
   * Nights must list their networks by falling urgency.
   */
  public Interval queuePrecision(int first) {
    return new FoundNetworks(nights, truth, population).queuePrecision(first, seed);
  }

  /** Networks in the queue a night, by the persona or scenario that most members are of. */
  public Map<String, Double> queuePerNightByKind() {
    return new FoundNetworks(nights, truth, population).queuePerNightByKind();
  }

  /** Units of these accounts of which one reached the band. */
  public UnitShare unitsAt(List<Truth> rows, Band least) {
    return UnitShare.of(rows, row -> reached(row, least));
  }

  /** Units of these accounts of which one was in a network of some night's queue. */
  public UnitShare unitsQueued(List<Truth> rows) {
    Set<String> queued = new HashSet<>();
    Queues.of(nights)
        .forEach(night -> night.forEach(network -> queued.addAll(network.members().keySet())));
    return UnitShare.of(rows, row -> queued.contains(row.accountId()));
  }
}
