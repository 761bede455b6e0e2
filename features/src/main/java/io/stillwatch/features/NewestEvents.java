package io.stillwatch.features;

import java.util.Arrays;

/**
 * The account's newest events by (time, hash), so that one of them that is delivered again is
 * known. An older event that comes twice is not: exactly-once delivery is the log's work, this is
 * the belt to it.
 */
final class NewestEvents {
  static final int CAPACITY = 8;

  private long[] times = new long[4];
  private long[] hashes = new long[4];
  private int size;

  /** Takes an event; false when it is one of those kept. */
  boolean add(long time, long hash) {
    int at = place(time, hash);
    if (at < size && times[at] == time && hashes[at] == hash) {
      return false;
    }
    if (at < CAPACITY) {
      insert(at, time, hash);
    }
    return true;
  }

  void addAll(NewestEvents other) {
    for (int i = 0; i < other.size; i++) {
      add(other.times[i], other.hashes[i]);
    }
  }

  int size() {
    return size;
  }

  long time(int i) {
    return times[i];
  }

  long hash(int i) {
    return hashes[i];
  }

  /** Where the event stands or belongs, newest first. */
  private int place(long time, long hash) {
    int at = 0;
    while (at < size && (times[at] > time || (times[at] == time && hashes[at] > hash))) {
      at++;
    }
    return at;
  }

  private void insert(int at, long time, long hash) {
    if (size < CAPACITY) {
      grow();
      size++;
    }
    System.arraycopy(times, at, times, at + 1, size - 1 - at);
    System.arraycopy(hashes, at, hashes, at + 1, size - 1 - at);
    times[at] = time;
    hashes[at] = hash;
  }

  private void grow() {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      hashes = Arrays.copyOf(hashes, 2 * size);
    }
  }
}
