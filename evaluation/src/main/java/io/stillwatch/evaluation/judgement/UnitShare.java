package io.stillwatch.evaluation.judgement;

import io.stillwatch.detector.chance.Tails;
import io.stillwatch.simulator.Truth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Units (whole organisations, campaigns, groups, or accounts without one) that something happened
 * to, with exact bounds: a unit is a case, however many accounts it has.
 */
public record UnitShare(long hits, long units) {
  /** A unit is a hit if one of its accounts is. */
  static UnitShare of(List<Truth> rows, Predicate<Truth> hit) {
    Map<String, Boolean> units = new HashMap<>();
    rows.forEach(row -> units.merge(Units.of(row), hit.test(row), Boolean::logicalOr));
    return new UnitShare(units.values().stream().filter(any -> any).count(), units.size());
  }

  /** With the bounds of Clopper and Pearson, 95 % each; undefined without units. */
  public Interval interval() {
    if (units == 0) {
      return Interval.UNDEFINED;
    }
    return new Interval(
        (double) hits / units,
        Tails.clopperPearsonLower(hits, units),
        Tails.clopperPearsonUpper(hits, units));
  }
}
