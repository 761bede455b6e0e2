package io.stillwatch.features;

import java.util.Arrays;

/**
 * Calls a day for the last 29 days, today's included. A function of the set of calls, as long as
 * none comes more than that behind the newest.
 */
final class DayCounts {
  static final int DAYS = 29;

  private static final int[] NONE = new int[0];

  private int newest = Integer.MIN_VALUE;

  /** By days before the newest. */
  private int[] counts = NONE;

  void add(int day, int calls) {
    if (day > newest) {
      moveTo(day);
    }
    int back = newest - day;
    if (back < DAYS) {
      if (back >= counts.length) {
        counts = Arrays.copyOf(counts, back + 1);
      }
      counts[back] += calls;
    }
  }

  private void moveTo(int day) {
    long by = (long) day - newest;
    if (by >= DAYS || counts.length == 0) {
      counts = new int[1];
    } else {
      int[] moved = new int[(int) Math.min(DAYS, counts.length + by)];
      System.arraycopy(counts, 0, moved, (int) by, moved.length - (int) by);
      counts = moved;
    }
    newest = day;
  }

  void addAll(DayCounts other) {
    for (int back = 0; back < other.counts.length; back++) {
      if (other.counts[back] > 0) {
        add(other.newest - back, other.counts[back]);
      }
    }
  }

  /** Calls of a day; 0 for one that is not kept. */
  long of(int day) {
    long back = (long) newest - day;
    return back < 0 || back >= counts.length ? 0 : counts[(int) back];
  }

  /** Days that are kept, from the newest backwards; the oldest had a call. */
  int kept() {
    return counts.length;
  }

  int newest() {
    return newest;
  }
}
