package io.stillwatch.evaluation.judgement;

import io.stillwatch.detector.chance.Tails;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How scores rank attackers before honest accounts, with weights. Equal scores share their place.
 * Intervals draw honest organisations and campaigns anew, each among their own.
 */
final class UnitRanking {
  private static final int DRAWS = 1_000;
  private static final double ROUNDING = 1e-9;

  private record Row(double score, boolean attack, int unit, double weight) {}

  /**
   * Weights summed over each group of equal scores, by falling score.
   *
   * @param unseen share of honest accounts that may stand above all, though none of them is here
   */
  @SuppressWarnings("ArrayRecordComponent") // Made, read and dropped within a draw.
  record Curve(double[] found, double[] alarmed, double unseen) {
    double attack() {
      return found[found.length - 1];
    }

    double honest() {
      return alarmed[alarmed.length - 1];
    }

    double rocAuc() {
      double area = 0;
      for (int i = 0; i < found.length; i++) {
        double foundBefore = i == 0 ? 0 : found[i - 1];
        double alarmedBefore = i == 0 ? 0 : alarmed[i - 1];
        area += (alarmed[i] - alarmedBefore) * (foundBefore + found[i]) / 2;
      }
      return area / (attack() * honest());
    }

    /** Average precision as if that share of the accounts were attackers; NaN: as they are. */
    double prAuc(double prevalence) {
      double weight =
          Double.isNaN(prevalence) ? 1 : prevalence / (1 - prevalence) * honest() / attack();
      double sum = 0;
      for (int i = 0; i < found.length; i++) {
        double added = found[i] - (i == 0 ? 0 : found[i - 1]);
        if (added > 0) {
          double alarms = Math.min(honest(), alarmed[i] + unseen * honest());
          sum += added * weight * found[i] / (weight * found[i] + alarms);
        }
      }
      return sum / attack();
    }

    double recallAt(double rate) {
      double most = 0;
      for (int i = 0; i < found.length; i++) {
        most = alarmed[i] <= rate * honest() + 1e-9 ? found[i] : most;
      }
      return most / attack();
    }

    /** The thresholds, from the strictest: honest and attack accounts above each. */
    List<Threshold> thresholds() {
      List<Threshold> thresholds = new ArrayList<>();
      for (int i = 0; i < found.length; i++) {
        thresholds.add(
            new Threshold(
                alarmed[i] / honest(), found[i] / attack(), found[i] / (found[i] + alarmed[i])));
      }
      return thresholds;
    }
  }

  private final List<Row> rows = new ArrayList<>();
  private final Map<String, Integer> honestUnits = new HashMap<>();
  private final Map<String, Integer> campaigns = new HashMap<>();
  private final List<Double> honestWeights = new ArrayList<>();
  private long honestAccounts;
  private boolean sorted;

  /** An account of no weight counts for nothing. */
  void add(double score, boolean attack, String unit, double weight) {
    if (weight == 0) {
      return;
    }
    Map<String, Integer> units = attack ? campaigns : honestUnits;
    int before = units.size();
    int number = units.computeIfAbsent(unit, id -> before);
    rows.add(new Row(score, attack, number, weight));
    if (!attack) {
      if (number == before) {
        honestWeights.add(0.0);
      }
      honestAccounts++;
      honestWeights.set(number, honestWeights.get(number) + weight);
    }
    sorted = false;
  }

  /**
   * So many honest units of one weight tell as much as these (Kish 1965), a unit weighing what its
   * accounts do.
   */
  private long honestUnitsOfOneWeight() {
    double sum = honestWeights.stream().mapToDouble(weight -> weight).sum();
    double squares = honestWeights.stream().mapToDouble(weight -> weight * weight).sum();
    return (long) Math.floor(sum * sum / squares + 1e-6);
  }

  /** Whether that share of the honest accounts that count is one account at least. */
  boolean canTell(double rate) {
    return rate * honestAccounts > 1 - ROUNDING;
  }

  /** Whether there is one of each kind. */
  boolean isDefined() {
    return !honestUnits.isEmpty() && !campaigns.isEmpty();
  }

  Curve curve() {
    return curve(null, null);
  }

  private Curve curve(int @Nullable [] honest, int @Nullable [] attack) {
    sort();
    double[] found = new double[rows.size()];
    double[] alarmed = new double[rows.size()];
    int group = -1;
    double last = Double.NaN;
    for (Row row : rows) {
      if (group < 0 || row.score != last) {
        group++;
        found[group] = group == 0 ? 0 : found[group - 1];
        alarmed[group] = group == 0 ? 0 : alarmed[group - 1];
        last = row.score;
      }
      int[] weights = row.attack ? attack : honest;
      double times = weights == null ? 1 : weights[row.unit];
      (row.attack ? found : alarmed)[group] += times * row.weight;
    }
    return new Curve(Arrays.copyOf(found, group + 1), Arrays.copyOf(alarmed, group + 1), 0);
  }

  private void sort() {
    if (!sorted) {
      rows.sort(Comparator.comparingDouble(Row::score).reversed());
      sorted = true;
    }
  }

  /**
   * One interval a figure, in their order, of the same draws. With one campaign, or one honest
   * unit, an interval tells nothing: 0 to 1. A figure of exactly 0 or 1 is bounded by the exact
   * bound for as many campaigns.
   */
  List<Interval> intervals(List<ToDoubleFunction<Curve>> figures, long seed) {
    if (!isDefined()) {
      return figures.stream().map(figure -> Interval.UNDEFINED).toList();
    }
    double[][] drawn = draw(figures, seed);
    Curve whole = curve();
    Curve worse =
        new Curve(
            whole.found, whole.alarmed, Tails.clopperPearsonUpper(0, honestUnitsOfOneWeight()));
    List<Interval> intervals = new ArrayList<>();
    for (int i = 0; i < drawn.length; i++) {
      Interval of = bounded(drawn[i], figures.get(i).applyAsDouble(whole));
      double least = figures.get(i).applyAsDouble(worse);
      intervals.add(new Interval(of.value(), Math.min(of.low(), least), of.high()));
    }
    return intervals;
  }

  private Interval bounded(double[] drawn, double figure) {
    double value = figure > 1 - ROUNDING ? 1 : figure;
    long units = Math.min(campaigns.size(), honestUnitsOfOneWeight());
    Interval middle = Drawn.interval(drawn, value, units);
    double low = value == 1 ? Tails.clopperPearsonLower(units, units) : units < 2 ? 0 : 1;
    double high = value == 0 ? Tails.clopperPearsonUpper(0, units) : units < 2 ? 1 : 0;
    return new Interval(
        value, Math.min(middle.low(), low), Math.min(1, Math.max(middle.high(), high)));
  }

  private double[][] draw(List<ToDoubleFunction<Curve>> figures, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] values = new double[figures.size()][DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      Curve curve = curve(weights(random, honestUnits.size()), weights(random, campaigns.size()));
      for (int i = 0; i < values.length; i++) {
        values[i][draw] = figures.get(i).applyAsDouble(curve);
      }
    }
    return values;
  }

  private static int[] weights(SplittableRandom random, int units) {
    int[] weights = new int[units];
    for (int i = 0; i < units; i++) {
      weights[random.nextInt(units)]++;
    }
    return weights;
  }
}
