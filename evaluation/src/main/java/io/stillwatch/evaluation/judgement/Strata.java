package io.stillwatch.evaluation.judgement;

import java.util.Collection;
import java.util.List;

/**
 * Units in strata of a weight each, none of which was a hit. How large may the weighted rate be
 * under which that still happens once in twenty? The rate is largest where every further chance
 * buys the same weight, so that a stratum's chance is 1 - price × units / weight, or none at all
 * (Buehler 1957, by Lagrange). With one stratum it is the bound of Clopper and Pearson.
 */
final class Strata {
  private static final double LOG_TAIL = Math.log(0.05);
  private static final int HALVINGS = 200;

  private final List<Stratum> strata;
  private final double weight;

  Strata(Collection<Stratum> strata) {
    this.strata = strata.stream().filter(of -> of.weight > 0).toList();
    this.weight = this.strata.stream().mapToDouble(Stratum::weight).sum();
  }

  /** Units that share a chance, and the weight of all of them. */
  record Stratum(long units, double weight) {
    Stratum plus(Stratum other) {
      return new Stratum(units + other.units, weight + other.weight);
    }

    /** The chance that one of its units is no hit. */
    private double miss(double price) {
      return Math.min(1, price * units / weight);
    }
  }

  /** The upper end, 0 to 1. */
  double noneUpper() {
    double low = 0;
    double high = strata.stream().mapToDouble(of -> of.weight / of.units).max().orElse(1);
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (logNone(middle) < LOG_TAIL) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double price = high;
    return strata.stream().mapToDouble(of -> of.weight / weight * (1 - of.miss(price))).sum();
  }

  private double logNone(double price) {
    return strata.stream().mapToDouble(of -> of.units * Math.log(of.miss(price))).sum();
  }
}
