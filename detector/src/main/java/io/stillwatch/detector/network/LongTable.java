package io.stillwatch.detector.network;

import io.stillwatch.detector.chance.Dice;
import java.util.Arrays;

/** What each long key was first put with: open addressing, 18 to 36 bytes a key, no object. */
final class LongTable {
  static final int ABSENT = -1;
  private static final double MOST_FILLED = 0.67;

  private long[] keys = new long[64];
  private int[] values = absent(64);
  private int size;

  /**
   * Puts a value, if there is none.
   *
   * @param value 0 or more
   * @return the value that was there before, or {@link #ABSENT}
   */
  int putIfAbsent(long key, int value) {
    int slot = slot(key);
    if (values[slot] != ABSENT) {
      return values[slot];
    }
    if (size >= MOST_FILLED * keys.length) {
      widen();
      slot = slot(key);
    }
    keys[slot] = key;
    values[slot] = value;
    size++;
    return ABSENT;
  }

  /** The key's value, or {@link #ABSENT}. */
  int find(long key) {
    return values[slot(key)];
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) Dice.mix(key) & mask;
    while (values[slot] != ABSENT && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void widen() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[2 * oldKeys.length];
    values = absent(keys.length);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != ABSENT) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }

  private static int[] absent(int length) {
    int[] values = new int[length];
    Arrays.fill(values, ABSENT);
    return values;
  }
}
