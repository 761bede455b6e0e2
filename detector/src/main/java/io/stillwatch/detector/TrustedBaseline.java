package io.stillwatch.detector;

import io.stillwatch.detector.chance.Dice;
import io.stillwatch.features.FeatureVector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The accounts that a model learns honesty from: each as on its newest baseline day, at most three
 * of an organisation, none that the platform has closed since and none of a network. Units are
 * split in two by a seeded hash: one half grows the forest, the other calibrates it.
 */
final class TrustedBaseline {
  static final int LEAST_ACCOUNTS = 200;
  static final int LEAST_DAYS = 2;

  private static final int MOST_OF_AN_ORGANISATION = 3;

  private final List<FeatureVector> vectors = new ArrayList<>();
  private final Set<String> units = new HashSet<>();
  private final long seed;

  /**
   * @param suspects units of networks
   */
  TrustedBaseline(TrainingInput input, Set<String> suspects) {
    this.seed = input.seed();
    Map<String, Integer> accountsOfUnit = new HashMap<>();
    for (FeatureVector vector : openAccounts(input)) {
      String unit = vector.account().unit();
      if (!suspects.contains(unit)
          && accountsOfUnit.merge(unit, 1, Integer::sum) <= MOST_OF_AN_ORGANISATION) {
        vectors.add(vector);
        units.add(unit);
      }
    }
  }

  /** Throws IllegalStateException, saying what is short, if there is too little to learn from. */
  static void requireEnough(TrainingInput input) {
    int days = input.baseline().days().size();
    if (days < LEAST_DAYS) {
      throw new IllegalStateException(
          "too little to learn from: " + days + " baseline days, " + LEAST_DAYS + " are needed");
    }
    requireEnough(openAccounts(input).size());
  }

  void requireEnough() {
    requireEnough(vectors.size());
  }

  List<FeatureVector> vectors() {
    return vectors;
  }

  List<FeatureVector> fitting() {
    return vectors.stream().filter(vector -> !isHeldOut(vector.account().unit())).toList();
  }

  /** Whether the unit is trusted and no tree may see it. */
  boolean calibrates(String unit) {
    return units.contains(unit) && isHeldOut(unit);
  }

  /** Whether the unit is trusted and trees may have seen it. */
  boolean anchors(String unit) {
    return units.contains(unit) && !isHeldOut(unit);
  }

  private boolean isHeldOut(String unit) {
    return (Dice.hash(unit, seed) & 1) == 1;
  }

  private static void requireEnough(int accounts) {
    if (accounts < LEAST_ACCOUNTS) {
      throw new IllegalStateException(
          "too little to learn from: "
              + accounts
              + " trusted baseline accounts, "
              + LEAST_ACCOUNTS
              + " are needed");
    }
  }

  /** In a seeded order, so that a cap keeps a fair draw. */
  private static List<FeatureVector> openAccounts(TrainingInput input) {
    return input.baseline().open(input.today().vectors()).stream()
        .sorted(Comparator.comparingLong(v -> Dice.hash(v.account().accountId(), input.seed())))
        .toList();
  }
}
