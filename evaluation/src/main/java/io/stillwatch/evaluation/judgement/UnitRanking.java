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

  private record Row(double score, boolean attack, int unit) {}

  /** Weights summed over each group of equal scores, by falling score. */
  @SuppressWarnings("ArrayRecordComponent") // Made, read and dropped within a draw.
  record Curve(double[] found, double[] alarmed) {
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
          sum += added * weight * found[i] / (weight * found[i] + alarmed[i]);
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
  }

  private final List<Row> rows = new ArrayList<>();
  private final Map<String, Integer> honestUnits = new HashMap<>();
  private final Map<String, Integer> campaigns = new HashMap<>();
  private boolean sorted;

  void add(double score, boolean attack, String unit) {
    Map<String, Integer> units = attack ? campaigns : honestUnits;
    rows.add(new Row(score, attack, units.computeIfAbsent(unit, id -> units.size())));
    sorted = false;
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
      double weight = weights == null ? 1 : weights[row.unit];
      (row.attack ? found : alarmed)[group] += weight;
    }
    return new Curve(Arrays.copyOf(found, group + 1), Arrays.copyOf(alarmed, group + 1));
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
    List<Interval> intervals = new ArrayList<>();
    for (int i = 0; i < drawn.length; i++) {
      intervals.add(bounded(drawn[i], figures.get(i).applyAsDouble(whole)));
    }
    return intervals;
  }

  private Interval bounded(double[] drawn, double value) {
    int units = Math.min(campaigns.size(), honestUnits.size());
    Interval middle = Ratio.between(drawn, value);
    double low = value == 1 ? Tails.clopperPearsonLower(units, units) : units < 2 ? 0 : 1;
    double high = value == 0 ? Tails.clopperPearsonUpper(0, units) : units < 2 ? 1 : 0;
    return new Interval(value, Math.min(middle.low(), low), Math.max(middle.high(), high));
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
