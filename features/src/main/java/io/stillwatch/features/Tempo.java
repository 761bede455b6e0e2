package io.stillwatch.features;

import java.util.List;

/** When an account is active: by ten minutes over 7 days, by the minute over 24 hours. */
final class Tempo {
  private static final int WEEK = 7;

  private final List<DayPane> week;
  private final int today;
  private final long asOf;

  Tempo(List<DayPane> week, int today, long asOf) {
    this.week = week;
    this.today = today;
    this.asOf = asOf;
  }

  double activeShare() {
    int active = 0;
    for (DayPane pane : week) {
      for (long word : pane.slots) {
        active += Long.bitCount(word);
      }
    }
    return (double) active / slotsSoFar();
  }

  /** Ten-minute slots of the window that have begun. */
  private int slotsSoFar() {
    return (WEEK - 1) * DayPane.SLOTS + slotOfDay() + 1;
  }

  private int slotOfDay() {
    return (int) (Math.floorMod(asOf, Days.MILLIS) / 600_000);
  }

  double longestIdleHours() {
    int longest = 0;
    int idle = 0;
    for (int slot = 0; slot < slotsSoFar(); slot++) {
      idle = active(slot) ? 0 : idle + 1;
      longest = Math.max(longest, idle);
    }
    return longest / 6.0;
  }

  private boolean active(int slot) {
    int day = today - WEEK + 1 + slot / DayPane.SLOTS;
    int within = slot % DayPane.SLOTS;
    for (DayPane pane : week) {
      if (pane.day == day) {
        return bit(pane.slots, within);
      }
    }
    return false;
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
    long now = Math.floorDiv(asOf, 60_000L);
    long last = Long.MIN_VALUE;
    int gaps = 0;
    double sum = 0;
    double squares = 0;
    for (long minute = now - DayPane.MINUTES + 1; minute <= now; minute++) {
      if (activeMinute(minute)) {
        if (last != Long.MIN_VALUE) {
          double log = StrictMath.log((double) (minute - last + 1));
          gaps++;
          sum += log;
          squares += log * log;
        }
        last = minute;
      }
    }
    return gaps < 10 ? Double.NaN : variation(gaps, sum, squares);
  }

  private static double variation(int count, double sum, double squares) {
    double mean = sum / count;
    return Math.sqrt(Math.max(0, squares / count - mean * mean)) / mean;
  }

  private boolean activeMinute(long minute) {
    int day = (int) Math.floorDiv(minute, DayPane.MINUTES);
    if (day < today - 1) {
      return false;
    }
    for (DayPane pane : week) {
      if (pane.day == day) {
        return bit(pane.minutes, Math.floorMod(minute, DayPane.MINUTES));
      }
    }
    return false;
  }

  private static boolean bit(long[] words, int bit) {
    return (words[bit / 64] >>> (bit % 64) & 1) != 0;
  }
}
