package io.stillwatch.evaluation.judgement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A share of sums over units that stand or fall together: an organisation, a campaign, a network.
 * The interval is drawn over units, never over rows; where no or every case is a hit it is exact,
 * with a unit for a case. Draws of few hits do not know of rarer, larger ones: the interval reaches
 * at least as far beyond the rate as the exact one beyond no hit.
 */
final class Ratio {
  private static final int DRAWS = 1_000;

  private static final class Unit {
    private final String stratum;
    private double hits;
    private double cases;

    Unit(String stratum) {
      this.stratum = stratum;
    }
  }

  private final Map<String, Unit> units = new TreeMap<>();

  /** Adds to a unit. The hits are part of the cases. */
  void add(String unit, double hits, double cases) {
    add(unit, "", hits, cases);
  }

  /**
   * Adds to a unit of a stratum: those of one are alike and share its weight, whatever their size.
   */
  void add(String unit, String stratum, double hits, double cases) {
    Unit of = units.computeIfAbsent(unit, id -> new Unit(stratum));
    of.hits += hits;
    of.cases += cases;
  }

  void add(String unit, boolean hit) {
    add(unit, hit ? 1 : 0, 1);
  }

  /** NaN without cases. */
  double value() {
    return hits() / all();
  }

  long cases() {
    return Math.round(all());
  }

  private double hits() {
    return units.values().stream().mapToDouble(unit -> unit.hits).sum();
  }

  private double all() {
    return units.values().stream().mapToDouble(unit -> unit.cases).sum();
  }

  /** Undefined without cases. Costs 1,000 draws of all units. */
  Interval interval(long seed) {
    Interval middle = drawnInterval(seed);
    if (Double.isNaN(middle.value())) {
      return middle;
    }
    double value = middle.value();
    double unseen = strata(counted()).noneUpper();
    return new Interval(
        value,
        Math.max(0, Math.min(middle.low(), value - unseen)),
        Math.min(1, Math.max(middle.high(), value + unseen)));
  }

  private List<Unit> counted() {
    return units.values().stream().filter(unit -> unit.cases > 0).toList();
  }

  /** What draws alone tell, or the exact interval of no or every case. */
  Interval drawnInterval(long seed) {
    List<Unit> of = counted();
    double value = value();
    if (of.isEmpty()) {
      return Interval.UNDEFINED;
    }
    if (of.stream().allMatch(unit -> unit.hits == 0)) {
      return new Interval(0, 0, strata(of).noneUpper());
    }
    if (of.stream().allMatch(unit -> unit.hits == unit.cases)) {
      return new Interval(1, 1 - strata(of).noneUpper(), 1);
    }
    return of.size() == 1 ? new Interval(value, 0, 1) : drawn(of, value, seed);
  }

  private static Strata strata(List<Unit> units) {
    Map<String, Strata.Stratum> strata = new HashMap<>();
    for (Unit unit : units) {
      strata.merge(unit.stratum, new Strata.Stratum(1, unit.cases), Strata.Stratum::plus);
    }
    return new Strata(strata.values());
  }

  private static Interval drawn(List<Unit> units, double value, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      double hits = 0;
      double cases = 0;
      for (int i = 0; i < units.size(); i++) {
        Unit unit = units.get(random.nextInt(units.size()));
        hits += unit.hits;
        cases += unit.cases;
      }
      values[draw] = hits / cases;
    }
    return Drawn.interval(values, value, units.size());
  }
}
