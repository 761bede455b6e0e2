package io.stillwatch.evaluation.baselines;

import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How many units carry an attribute on one day: an organisation counts once. Immutable. */
final class Sharing {
  /** An attribute that a smaller share of an account's events carries is not the account's. */
  static final double LEAST_SHARE = 0.02;

  private static final Set<LinkFamily> FAMILIES =
      EnumSet.of(LinkFamily.INSTRUMENT, LinkFamily.FRAME);

  private final Map<Attribute, Integer> units = new HashMap<>();

  Sharing(List<FeatureVector> day) {
    day.stream()
        .collect(Collectors.groupingBy(vector -> vector.account().unit()))
        .values()
        .forEach(this::addUnit);
  }

  private void addUnit(List<FeatureVector> accounts) {
    Set<Attribute> carried = new HashSet<>();
    for (FeatureVector vector : accounts) {
      carried.addAll(Attribute.of(vector, FAMILIES, LEAST_SHARE));
      carried.addAll(Attribute.ofSignUp(vector));
    }
    carried.forEach(attribute -> units.merge(attribute, 1, Integer::sum));
  }

  /** The units that carry the most common of some attributes; 0 without one. */
  int most(Set<Attribute> attributes) {
    return attributes.stream().mapToInt(one -> units.getOrDefault(one, 0)).max().orElse(0);
  }
}
