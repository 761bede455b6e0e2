package io.stillwatch.features;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The keys seen last, each with its newest time: a function of the set of what was seen, whatever
 * the order. A key that fell out comes back only by a newer sight, so forgetting it loses nothing.
 */
final class RecentKeys<K extends Comparable<K>> {
  private final int capacity;
  private final List<Seen<K>> newestFirst = new ArrayList<>(2);

  record Seen<K>(long epochMilli, K key) {}

  RecentKeys(int capacity) {
    this.capacity = capacity;
  }

  void add(K key, long epochMilli) {
    for (int i = 0; i < newestFirst.size(); i++) {
      if (newestFirst.get(i).key().equals(key)) {
        if (newestFirst.get(i).epochMilli() >= epochMilli) {
          return;
        }
        newestFirst.remove(i);
        break;
      }
    }
    insert(new Seen<>(epochMilli, key));
  }

  private void insert(Seen<K> seen) {
    Comparator<Seen<K>> order =
        Comparator.<Seen<K>>comparingLong(Seen::epochMilli).reversed().thenComparing(Seen::key);
    int at = 0;
    while (at < newestFirst.size() && order.compare(newestFirst.get(at), seen) < 0) {
      at++;
    }
    newestFirst.add(at, seen);
    if (newestFirst.size() > capacity) {
      newestFirst.remove(capacity);
    }
  }

  void addAll(RecentKeys<K> other) {
    other.newestFirst.forEach(seen -> add(seen.key(), seen.epochMilli()));
  }

  boolean contains(K key) {
    return newestFirst.stream().anyMatch(seen -> seen.key().equals(key));
  }

  List<Seen<K>> newestFirst() {
    return newestFirst;
  }
}
