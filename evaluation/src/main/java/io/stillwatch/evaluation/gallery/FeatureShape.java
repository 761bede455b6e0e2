package io.stillwatch.evaluation.gallery;

import io.stillwatch.features.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A feature over honest personas and scenarios.
 *
 * @param honestMedian of all honest account-days, weighted; NaN: none has a value
 */
public record FeatureShape(
    Feature feature, double honestMedian, List<Row> honest, List<Row> attacks) {
  private static final double[] SHARES = {0.05, 0.25, 0.5, 0.75, 0.95};

  /**
   * Sorted values that are not missing.
   *
   * @param weight of each
   * @param days how many there were with the missing ones
   */
  @SuppressWarnings("ArrayRecordComponent") // Made and read within one feature.
  record Values(FeatureSamples.Name name, double[] present, double weight, int days) {}

  /**
   * A group's account-days.
   *
   * @param quantiles of 5, 25, 50, 75 and 95 %; empty: no day has a value
   * @param present share of the days that have a value
   * @param chance that one of an attack is above an honest one, a tie counting half; NaN: undefined
   * @param expectation null: the catalogue says nothing of it
   */
  public record Row(
      String name,
      String code,
      List<Double> quantiles,
      double present,
      double chance,
      @Nullable Expectation expectation) {
    public double median() {
      return quantiles.isEmpty() ? Double.NaN : quantiles.get(2);
    }

    /** Whether it stands where the catalogue says that it does not, or has no value at all. */
    public boolean disagrees() {
      return expectation != null && direction() != expectation.direction();
    }

    /** Null: undefined. */
    public @Nullable Direction direction() {
      return Double.isNaN(chance) ? null : Direction.of(chance);
    }

    /** The direction in words. */
    public String found() {
      Direction direction = direction();
      return direction == null ? "no value" : direction.name().toLowerCase(Locale.ROOT);
    }

    /** Whether it stands on the other side than the catalogue says. */
    public boolean isOpposite() {
      return disagrees() && direction() != null && direction() != Direction.ALIKE;
    }
  }

  static FeatureShape of(Feature feature, List<Values> groups) {
    List<Values> honest = groups.stream().filter(of -> !of.name().attack()).toList();
    List<Expectation> expectations = Expectation.of(feature);
    List<Row> personas = new ArrayList<>();
    List<Row> attacks = new ArrayList<>();
    for (Values of : groups) {
      if (of.name().attack()) {
        attacks.add(row(of, chance(of.present(), honest), expected(of, expectations)));
      } else {
        personas.add(row(of, Double.NaN, null));
      }
    }
    return new FeatureShape(feature, median(honest), personas, attacks);
  }

  private static @Nullable Expectation expected(Values of, List<Expectation> expectations) {
    return expectations.stream()
        .filter(expectation -> expectation.scenario().equals(of.name().code()))
        .findFirst()
        .orElse(null);
  }

  private static Row row(Values of, double chance, @Nullable Expectation expectation) {
    List<Double> quantiles = new ArrayList<>();
    int size = of.present().length;
    for (int i = 0; i < SHARES.length && size > 0; i++) {
      quantiles.add(of.present()[(int) Math.round(SHARES[i] * (size - 1))]);
    }
    return new Row(
        of.name().words(),
        of.name().code(),
        quantiles,
        (double) size / of.days(),
        chance,
        expectation);
  }

  private static double chance(double[] attack, List<Values> honest) {
    double all = honest.stream().mapToDouble(of -> of.weight() * of.present().length).sum();
    double sum = 0;
    for (Values of : honest) {
      long twice = 0;
      for (double value : attack) {
        twice += below(of.present(), value, false) + below(of.present(), value, true);
      }
      sum += of.weight() * twice / 2;
    }
    return sum / (all * attack.length);
  }

  /** How many are below a value, or at most it. */
  private static int below(double[] sorted, double value, boolean orAt) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value || (orAt && sorted[middle] == value)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double median(List<Values> honest) {
    List<double[]> weighted = new ArrayList<>();
    double all = 0;
    for (Values of : honest) {
      for (double value : of.present()) {
        weighted.add(new double[] {value, of.weight()});
        all += of.weight();
      }
    }
    weighted.sort((one, other) -> Double.compare(one[0], other[0]));
    double sum = 0;
    for (double[] of : weighted) {
      sum += of[1];
      if (2 * sum >= all) {
        return of[0];
      }
    }
    return Double.NaN;
  }
}
