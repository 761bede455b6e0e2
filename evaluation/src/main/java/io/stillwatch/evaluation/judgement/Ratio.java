package io.stillwatch.evaluation.judgement;

import io.stillwatch.detector.chance.Tails;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A share of sums over units that stand or fall together: an organisation, a campaign, a network.
 * The interval is drawn over units, never over rows; where no or every case is a hit it is exact,
 * with a unit for a case.
 */
final class Ratio {
  private static final int DRAWS = 1_000;

  private final Map<String, double[]> units = new TreeMap<>();

  /** Adds to a unit. The hits are part of the cases. */
  void add(String unit, double hits, double cases) {
    double[] of = units.computeIfAbsent(unit, id -> new double[2]);
    of[0] += hits;
    of[1] += cases;
  }

  void add(String unit, boolean hit) {
    add(unit, hit ? 1 : 0, 1);
  }

  /** NaN without cases. */
  double value() {
    return sum(0) / sum(1);
  }

  long cases() {
    return Math.round(sum(1));
  }

  private double sum(int of) {
    return units.values().stream().mapToDouble(unit -> unit[of]).sum();
  }

  /** Undefined without cases. Costs 1,000 draws of all units. */
  Interval interval(long seed) {
    double[][] of = units.values().stream().filter(unit -> unit[1] > 0).toArray(double[][]::new);
    double value = value();
    if (of.length == 0) {
      return Interval.UNDEFINED;
    }
    if (sum(0) == 0) {
      return new Interval(0, 0, Tails.clopperPearsonUpper(0, of.length));
    }
    if (sum(0) == sum(1)) {
      return new Interval(1, Tails.clopperPearsonLower(of.length, of.length), 1);
    }
    return of.length == 1 ? new Interval(value, 0, 1) : drawn(of, value, seed);
  }

  private static Interval drawn(double[][] units, double value, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      double hits = 0;
      double cases = 0;
      for (int i = 0; i < units.length; i++) {
        double[] unit = units[random.nextInt(units.length)];
        hits += unit[0];
        cases += unit[1];
      }
      values[draw] = hits / cases;
    }
    return between(values, value);
  }

  /** The middle 95 % of drawn values. */
  static Interval between(double[] drawn, double value) {
    Arrays.sort(drawn);
    int cut = drawn.length / 40;
    return new Interval(
        value, Math.min(value, drawn[cut]), Math.max(value, drawn[drawn.length - 1 - cut]));
  }
}
