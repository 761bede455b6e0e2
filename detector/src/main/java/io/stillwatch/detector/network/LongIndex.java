package io.stillwatch.detector.network;

import io.stillwatch.detector.chance.Dice;
import java.util.Arrays;

/**
 * Gives long keys dense numbers from 0 in the order of arrival: open addressing, no object a key.
 */
final class LongIndex {
  static final int ABSENT = -1;

  private long[] keys = new long[64];
  private int[] slots = filled(128);
  private int size;

  /** The key's number; a new key gets the next one. */
  int add(long key) {
    int slot = slot(key);
    if (slots[slot] != ABSENT) {
      return slots[slot];
    }
    if (size == keys.length) {
      widen();
      slot = slot(key);
    }
    keys[size] = key;
    slots[slot] = size;
    return size++;
  }

  /** The key's number, or {@link #ABSENT}. */
  int find(long key) {
    return slots[slot(key)];
  }

  long key(int number) {
    return keys[number];
  }

  int size() {
    return size;
  }

  private int slot(long key) {
    int mask = slots.length - 1;
    int slot = (int) Dice.mix(key) & mask;
    while (slots[slot] != ABSENT && keys[slots[slot]] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void widen() {
    keys = Arrays.copyOf(keys, 2 * size);
    slots = filled(4 * size);
    for (int number = 0; number < size; number++) {
      slots[slot(keys[number])] = number;
    }
  }

  private static int[] filled(int length) {
    int[] slots = new int[length];
    Arrays.fill(slots, ABSENT);
    return slots;
  }
}
