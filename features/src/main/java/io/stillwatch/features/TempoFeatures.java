package io.stillwatch.features;

import io.stillwatch.features.DayPane.Sum;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;

/** Group T: when the account is active, by ten minutes over 7 days and by minutes over 24 hours. */
final class TempoFeatures {
  private static final int LEAST_GAPS = 10;
  private static final int LEAST_MINUTES = 20;
  private static final int SHORTEST_PERIOD = 5;
  private static final int LONGEST_PERIOD = 120;
  private static final int BESIDE = 2;

  /** Pauses of relay software after errors, in minutes; shorter ones no minute can tell. */
  private static final Set<Integer> COOL_DOWNS = Set.of(5, 10, 30);

  private static final double TOKENS_READ_A_MINUTE = 300;

  private final Week week;
  private final BitSet slots = new BitSet(Week.DAYS * DayPane.SLOTS);

  private TempoFeatures(Week week) {
    this.week = week;
    for (DayPane pane : week.panes) {
      int before = (pane.day - week.today + Week.DAYS - 1) * DayPane.SLOTS;
      BitSet.valueOf(pane.slots).stream().forEach(slot -> slots.set(before + slot));
    }
    slots.clear(slotsSoFar(), Week.DAYS * DayPane.SLOTS);
  }

  static void set(Values values, Week week, int newestDay) {
    TempoFeatures tempo = new TempoFeatures(week);
    values.set("active_share_7d", tempo.activeShare());
    values.set("longest_idle_7d", tempo.longestIdleHours());
    values.set("diurnal_amplitude_7d", tempo.diurnalAmplitude());
    if (week.today >= newestDay) {
      BitSet minutes = LastMinutes.of(week, pane -> pane.minutes);
      int[] gaps = gaps(minutes);
      values.set("gap_cv_24h", gapVariation(gaps));
      values.set("cooldown_gap_share_24h", coolDowns(gaps));
      values.set("think_ratio_24h", tempo.thinkRatio(gaps));
      values.set("periodicity_24h", periodicity(minutes));
    }
  }

  private double activeShare() {
    return (double) slots.cardinality() / slotsSoFar();
  }

  /** Ten-minute slots of the window that have begun. */
  private int slotsSoFar() {
    return (Week.DAYS - 1) * DayPane.SLOTS
        + (int) (Math.floorMod(week.millis, Days.MILLIS) / 600_000)
        + 1;
  }

  private double longestIdleHours() {
    int longest = 0;
    int idleFrom = 0;
    for (int slot = slots.nextSetBit(0); slot >= 0; slot = slots.nextSetBit(slot + 1)) {
      longest = Math.max(longest, slot - idleFrom);
      idleFrom = slot + 1;
    }
    return Math.max(longest, slotsSoFar() - idleFrom) / 6.0;
  }

  private double diurnalAmplitude() {
    double cosine = 0;
    double sine = 0;
    long all = 0;
    for (int hour = 0; hour < DayPane.HOURS; hour++) {
      long calls = 0;
      for (DayPane pane : week.panes) {
        calls += pane.requests[hour];
      }
      all += calls;
      cosine += calls * StrictMath.cos(2 * Math.PI * hour / DayPane.HOURS);
      sine += calls * StrictMath.sin(2 * Math.PI * hour / DayPane.HOURS);
    }
    return all == 0 ? Double.NaN : Math.min(1, Math.hypot(cosine, sine) / all);
  }

  private static int[] gaps(BitSet minutes) {
    int[] active = minutes.stream().toArray();
    int[] gaps = new int[Math.max(0, active.length - 1)];
    Arrays.setAll(gaps, i -> active[i + 1] - active[i]);
    return gaps;
  }

  private static double gapVariation(int[] gaps) {
    double sum = 0;
    double squares = 0;
    for (int gap : gaps) {
      double log = StrictMath.log(gap + 1.0);
      sum += log;
      squares += log * log;
    }
    double mean = sum / gaps.length;
    return gaps.length < LEAST_GAPS
        ? Double.NaN
        : Math.sqrt(Math.max(0, squares / gaps.length - mean * mean)) / mean;
  }

  /** Of gaps longer than two minutes. */
  private static double coolDowns(int[] gaps) {
    long all = Arrays.stream(gaps).filter(gap -> gap > 2).count();
    long cool = Arrays.stream(gaps).filter(COOL_DOWNS::contains).count();
    return all < LEAST_GAPS ? Double.NaN : (double) cool / all;
  }

  /** Log of the median gap over the time that reading the mean answer takes. */
  private double thinkRatio(int[] gaps) {
    double output = week.ratio(Sum.OUTPUT_LOG, Sum.OUTPUT_COUNT) / DayPane.FIXED;
    int[] ascending = gaps.clone();
    Arrays.sort(ascending);
    return gaps.length < LEAST_GAPS
        ? Double.NaN
        : StrictMath.log(ascending[gaps.length / 2])
            - StrictMath.log(Math.max(1, StrictMath.expm1(output)) / TOKENS_READ_A_MINUTE);
  }

  /**
   * How much more often an active minute has another one a fixed time later than two minutes before
   * and after that, for the time between 5 and 120 minutes that fits best: 0 never, 1 always.
   */
  private static double periodicity(BitSet minutes) {
    int active = minutes.cardinality();
    if (active < LEAST_MINUTES) {
      return Double.NaN;
    }
    int first = minutes.nextSetBit(0);
    int length = minutes.length() - first;
    long[] words = minutes.get(first, minutes.length()).toLongArray();
    int longest = Math.min(LONGEST_PERIOD, length / 3);
    double[] met = new double[Math.max(0, longest + BESIDE + 1)];
    Arrays.setAll(met, lag -> met(words, lag) / (active * (1.0 - (double) lag / length)));
    double best = 0;
    for (int lag = SHORTEST_PERIOD; lag <= longest; lag++) {
      best = Math.max(best, met[lag] - Math.max(met[lag - BESIDE], met[lag + BESIDE]));
    }
    return Math.min(1, best);
  }

  private static int met(long[] words, int lag) {
    int met = 0;
    for (int word = 0; word < words.length; word++) {
      met += Long.bitCount(words[word] & shifted(words, word, lag));
    }
    return met;
  }

  /** A word of the bits that lie a lag later. */
  private static long shifted(long[] words, int word, int lag) {
    int at = word + lag / 64;
    int by = lag % 64;
    long low = at < words.length ? words[at] >>> by : 0;
    long high = by > 0 && at + 1 < words.length ? words[at + 1] << (64 - by) : 0;
    return low | high;
  }
}
