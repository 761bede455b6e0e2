package io.stillwatch.detector.network;

/**
 * How many accounts of a set carry each key of a family. Its counters are reused: not thread-safe.
 */
final class KeyCounts {
  private final CarriedKeys keys;
  private final int[] counts;

  KeyCounts(CarriedKeys keys) {
    this.keys = keys;
    this.counts = new int[keys.count()];
  }

  /** Counts a set; tells the most members that carry one key. */
  int add(int[] set) {
    int most = 0;
    for (int account : set) {
      for (int place = keys.begin(account); place < keys.end(account); place++) {
        most = Math.max(most, ++counts[keys.at(place)]);
      }
    }
    return most;
  }

  /** Members of the set that was counted with a key of two or more, but no more than so many. */
  int sharing(int most, int[] set) {
    int sharing = 0;
    for (int account : set) {
      sharing += isShared(most, account) ? 1 : 0;
    }
    return sharing;
  }

  /** Forgets the set that was counted. */
  void clear(int[] set) {
    for (int account : set) {
      for (int place = keys.begin(account); place < keys.end(account); place++) {
        counts[keys.at(place)] = 0;
      }
    }
  }

  private boolean isShared(int most, int account) {
    for (int place = keys.begin(account); place < keys.end(account); place++) {
      int count = counts[keys.at(place)];
      if (count > 1 && count <= most) {
        return true;
      }
    }
    return false;
  }
}
