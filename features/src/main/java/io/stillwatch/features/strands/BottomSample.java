package io.stillwatch.features.strands;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to the keys with the smallest hashes: a uniform sample of distinct keys, which does
 * not depend on the order they come in. A key that is kept was kept since it came first, so counts
 * of it are exact. After Bar-Yossef, Jayram, Kumar, Sivakumar and Trevisan, <i>Counting distinct
 * elements in a data stream</i> (2002), whose estimator it uses (standard error 1 /
 * sqrt(capacity)).
 *
 * @param <V> what is kept of a key
 */
final class BottomSample<V> {
  private final int capacity;
  private final TreeMap<Long, V> kept = new TreeMap<>();
  private long completeTo;

  /**
   * @param completeTo hashes above were left out already; Long.MAX_VALUE: none
   */
  BottomSample(int capacity, long completeTo) {
    this.capacity = capacity;
    this.completeTo = completeTo;
  }

  /**
   * What is kept of a key, made if need be; null for a key that is left out.
   *
   * @param hash 0 or more
   */
  @Nullable V at(long hash, LongFunction<V> beginning) {
    if (hash > completeTo) {
      return null;
    }
    V value = kept.computeIfAbsent(hash, beginning::apply);
    if (kept.size() > capacity) {
      Map.Entry<Long, V> left = kept.pollLastEntry();
      completeTo = left.getKey() - 1;
      return left.getKey() == hash ? null : value;
    }
    return value;
  }

  @Nullable V find(long hash) {
    return kept.get(hash);
  }

  void remove(long hash) {
    kept.remove(hash);
  }

  /** By ascending hash. */
  Collection<V> values() {
    return kept.values();
  }

  int size() {
    return kept.size();
  }

  /** Keys with hashes up to this one are all here; Long.MAX_VALUE: all are. */
  long completeTo() {
    return completeTo;
  }

  /** How many keys there were: exact while none was left out. */
  double distinct() {
    return completeTo == Long.MAX_VALUE ? kept.size() : kept.size() / (completeTo / 0x1p63);
  }
}
