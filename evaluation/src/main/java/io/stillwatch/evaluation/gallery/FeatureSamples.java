package io.stillwatch.evaluation.gallery;

import io.stillwatch.features.Feature;
import io.stillwatch.features.FeatureCatalogue;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.simulator.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Account-days of each honest persona and each scenario, at most 2,000 a group, drawn by seed
 * (Vitter's algorithm R). About 1 MiB a group. Not thread-safe.
 */
public final class FeatureSamples {
  private static final int MOST = 2_000;

  private final Map<Name, Group> groups = new TreeMap<>();
  private final SplittableRandom random;

  /**
   * Without days yet.
   *
   * @param seed of the draws
   */
  public FeatureSamples(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /**
   * Whose days they are.
   *
   * @param code of the scenario; empty: honest
   */
  record Name(String code, String persona) implements Comparable<Name> {
    static Name of(Truth row) {
      return new Name(row.attack() ? row.scenario() : "", row.persona());
    }

    boolean attack() {
      return !code.isEmpty();
    }

    String words() {
      return attack() ? code + " " + persona : persona;
    }

    @Override
    public int compareTo(Name other) {
      int byCode = code.compareTo(other.code);
      return byCode == 0 ? persona.compareTo(other.persona) : byCode;
    }
  }

  private static final class Group {
    private final List<double[]> days = new ArrayList<>();
    private long count;
    private double weight;
  }

  /**
   * Adds an account-day.
   *
   * @param weight what an honest one counts for among all honest ones
   */
  public void add(Truth row, double weight, FeatureVector vector) {
    Group group = groups.computeIfAbsent(Name.of(row), name -> new Group());
    group.count++;
    group.weight += weight;
    if (group.days.size() < MOST) {
      group.days.add(vector.values());
    } else {
      long place = random.nextLong(group.count);
      if (place < MOST) {
        group.days.set((int) place, vector.values());
      }
    }
  }

  /** In the catalogue's order; empty if nothing was added. */
  public List<FeatureShape> shapes() {
    List<FeatureShape> shapes = new ArrayList<>();
    for (Feature feature : groups.isEmpty() ? List.<Feature>of() : FeatureCatalogue.features()) {
      int place = FeatureCatalogue.indexOf(feature.name());
      List<FeatureShape.Values> values = new ArrayList<>();
      groups.forEach((name, group) -> values.add(values(name, group, day -> day[place])));
      shapes.add(FeatureShape.of(feature, values));
    }
    return shapes;
  }

  private static FeatureShape.Values values(
      Name name, Group group, ToDoubleFunction<double[]> feature) {
    double[] present =
        group.days.stream()
            .mapToDouble(feature)
            .filter(value -> !Double.isNaN(value))
            .sorted()
            .toArray();
    return new FeatureShape.Values(
        name, present, group.weight / group.days.size(), group.days.size());
  }
}
