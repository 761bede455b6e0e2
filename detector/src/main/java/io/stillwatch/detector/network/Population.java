package io.stillwatch.detector.network;

import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The accounts of one day by number, with their units and the keys they carry. Not thread-safe. */
final class Population {
  /** A key or frame that a smaller share of an account's events carries is not the account's. */
  static final double LEAST_SHARE = 0.02;

  private final List<FeatureVector> vectors;
  private final int[] units;
  private final int unitCount;
  private final Map<LinkFamily, CarriedKeys> keys = new EnumMap<>(LinkFamily.class);
  private final Map<LinkFamily, int[]> counts = new EnumMap<>(LinkFamily.class);

  Population(List<FeatureVector> vectors) {
    this.vectors = List.copyOf(vectors);
    this.units = new int[vectors.size()];
    Map<String, Integer> numbers = new HashMap<>();
    for (int account = 0; account < units.length; account++) {
      String unit = vectors.get(account).account().unit();
      Integer number = numbers.putIfAbsent(unit, numbers.size());
      units[account] = number == null ? numbers.size() - 1 : number;
    }
    this.unitCount = numbers.size();
    for (LinkFamily family : LinkFamily.values()) {
      keys.put(family, new CarriedKeys(this.vectors, family));
    }
  }

  int size() {
    return units.length;
  }

  FeatureVector vector(int account) {
    return vectors.get(account);
  }

  /** The account's organisation, or itself, by number. */
  int unit(int account) {
    return units[account];
  }

  int unitCount() {
    return unitCount;
  }

  /** The numbers of the keys that an account carries. */
  int[] keys(LinkFamily family, int account) {
    return keys(family).of(account);
  }

  CarriedKeys keys(LinkFamily family) {
    return Objects.requireNonNull(keys.get(family));
  }

  /** Accounts that carry a key. */
  int carriers(LinkFamily family, int key) {
    return counts.computeIfAbsent(family, this::counted)[key];
  }

  int keyCount(LinkFamily family) {
    return keys(family).count();
  }

  long key(LinkFamily family, int number) {
    return keys(family).key(number);
  }

  private int[] counted(LinkFamily family) {
    int[] carriers = new int[keyCount(family)];
    for (int account = 0; account < size(); account++) {
      for (int key : keys(family, account)) {
        carriers[key]++;
      }
    }
    return carriers;
  }
}
