package io.stillwatch.detector.network;

import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.features.LinkKey;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The accounts of one day by number, with their units and the keys they carry. Not thread-safe. */
final class Population {
  /** A key or frame that a smaller share of an account's events carries is not the account's. */
  static final double LEAST_SHARE = 0.02;

  private final List<FeatureVector> vectors;
  private final int[] units;
  private final int unitCount;
  private final Map<LinkFamily, int[][]> keys = new EnumMap<>(LinkFamily.class);
  private final Map<LinkFamily, LongIndex> indexes = new EnumMap<>(LinkFamily.class);
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
      LongIndex index = new LongIndex();
      indexes.put(family, index);
      keys.put(family, vectors.stream().map(v -> carried(v, family, index)).toArray(int[][]::new));
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

  /** The numbers of the keys that an account carries. Not to be changed. */
  int[] keys(LinkFamily family, int account) {
    int[][] accounts = keys.get(family);
    return accounts == null ? new int[0] : accounts[account];
  }

  /** Accounts that carry a key. */
  int carriers(LinkFamily family, int key) {
    return counts.computeIfAbsent(family, this::counted)[key];
  }

  int keyCount(LinkFamily family) {
    return index(family).size();
  }

  long key(LinkFamily family, int number) {
    return index(family).key(number);
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

  private LongIndex index(LinkFamily family) {
    LongIndex index = indexes.get(family);
    if (index == null) {
      throw new IllegalStateException("no keys of " + family);
    }
    return index;
  }

  private static int[] carried(FeatureVector vector, LinkFamily family, LongIndex index) {
    return vector.links().stream()
        .filter(link -> link.family() == family && link.share() >= LEAST_SHARE)
        .mapToLong(LinkKey::key)
        .mapToInt(index::add)
        .distinct()
        .toArray();
  }
}
