package io.stillwatch.features;

import java.util.BitSet;
import java.util.List;

/** When an account is active: by ten minutes over 7 days, by the minute over 24 hours. */
final class Tempo {
  private static final int WEEK = 7;

  private final List<DayPane> week;
  private final int today;
  private final long asOf;
  private final BitSet slots = new BitSet(WEEK * DayPane.SLOTS);

  Tempo(List<DayPane> week, int today, long asOf) {
    this.week = week;
    this.today = today;
    this.asOf = asOf;
    for (DayPane pane : week) {
      int before = (pane.day - today + WEEK - 1) * DayPane.SLOTS;
      BitSet.valueOf(pane.slots).stream().forEach(slot -> slots.set(before + slot));
    }
    slots.clear(slotsSoFar(), WEEK * DayPane.SLOTS);
  }

  double activeShare() {
    return (double) slots.cardinality() / slotsSoFar();
  }

  /** Ten-minute slots of the window that have begun. */
  private int slotsSoFar() {
    return (WEEK - 1) * DayPane.SLOTS + (int) (Math.floorMod(asOf, Days.MILLIS) / 600_000) + 1;
  }

  double longestIdleHours() {
    int longest = 0;
    int idleFrom = 0;
    for (int slot = slots.nextSetBit(0); slot >= 0; slot = slots.nextSetBit(slot + 1)) {
      longest = Math.max(longest, slot - idleFrom);
      idleFrom = slot + 1;
    }
    return Math.max(longest, slotsSoFar() - idleFrom) / 6.0;
  }

  double diurnalAmplitude() {
    double cosine = 0;
    double sine = 0;
    long all = 0;
    for (int hour = 0; hour < DayPane.HOURS; hour++) {
      long calls = 0;
      for (DayPane pane : week) {
        calls += pane.requests[hour];
      }
      all += calls;
      cosine += calls * StrictMath.cos(2 * Math.PI * hour / DayPane.HOURS);
      sine += calls * StrictMath.sin(2 * Math.PI * hour / DayPane.HOURS);
    }
    return all == 0 ? Double.NaN : Math.min(1, Math.hypot(cosine, sine) / all);
  }

  /** Missing below 10 gaps. */
  double gapVariation() {
    BitSet minutes = lastMinutes();
    int last = minutes.nextSetBit(0);
    int gaps = 0;
    double sum = 0;
    double squares = 0;
    int minute = last < 0 ? -1 : minutes.nextSetBit(last + 1);
    while (minute >= 0) {
      double log = StrictMath.log((double) (minute - last + 1));
      gaps++;
      sum += log;
      squares += log * log;
      last = minute;
      minute = minutes.nextSetBit(minute + 1);
    }
    return gaps < 10 ? Double.NaN : variation(gaps, sum, squares);
  }

  /** Active minutes of yesterday and today, but for those that are not of the last 24 hours. */
  private BitSet lastMinutes() {
    BitSet minutes = new BitSet(2 * DayPane.MINUTES);
    for (DayPane pane : week) {
      if (pane.day >= today - 1) {
        int before = (pane.day - today + 1) * DayPane.MINUTES;
        BitSet.valueOf(pane.minutes).stream().forEach(minute -> minutes.set(before + minute));
      }
    }
    int now = DayPane.MINUTES + (int) (Math.floorMod(asOf, Days.MILLIS) / 60_000);
    minutes.clear(0, now - DayPane.MINUTES + 1);
    minutes.clear(now + 1, Math.max(now + 1, 2 * DayPane.MINUTES));
    return minutes;
  }

  private static double variation(int count, double sum, double squares) {
    double mean = sum / count;
    return Math.sqrt(Math.max(0, squares / count - mean * mean)) / mean;
  }
}
