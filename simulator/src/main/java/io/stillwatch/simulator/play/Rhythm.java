package io.stillwatch.simulator.play;

import io.stillwatch.simulator.chance.Dice;
import java.util.ArrayList;
import java.util.List;

/** When things happen within a day: times in milliseconds, not always ascending. */
public final class Rhythm {
  /** Wakefulness by the hour of the local day: little at night, most in the evening. */
  private static final double[] WAKING = {
    0.25, 0.12, 0.06, 0.04, 0.04, 0.08, 0.25, 0.55, 0.85, 1.05, 1.15, 1.1, 1.0, 1.05, 1.15, 1.2,
    1.2, 1.15, 1.15, 1.3, 1.45, 1.4, 1.0, 0.6
  };

  /** Office hours. */
  private static final double[] WORKING = {
    0.04, 0.02, 0.02, 0.02, 0.02, 0.05, 0.15, 0.5, 1.4, 2.1, 2.3, 2.2, 1.5, 1.9, 2.3, 2.3, 2.1, 1.6,
    0.9, 0.5, 0.4, 0.35, 0.2, 0.1
  };

  private static final int HOURS = 24;

  /** Milliseconds: a program does little before it has an answer. */
  private static final double LEAST_GAP = 800;

  private Rhythm() {}

  /** A person's hour, by the local clock. */
  public static long waking(Day day, int zone, Dice dice) {
    return by(WAKING, day, zone, dice);
  }

  /** An office worker's. */
  public static long working(Day day, int zone, Dice dice) {
    return by(WORKING, day, zone, dice);
  }

  private static long by(double[] hours, Day day, int zone, Dice dice) {
    double most = 0;
    for (double weight : hours) {
      most = Math.max(most, weight);
    }
    int hour = dice.below(HOURS);
    while (!dice.chance(hours[hour] / most)) {
      hour = dice.below(HOURS);
    }
    return day.at(Math.floorMod(hour - zone, HOURS) + dice.unit());
  }

  /**
   * A program's arrivals that follow people's hours: gaps are gamma distributed, in a time that
   * runs as fast as there are people.
   *
   * @param variation as of {@link #steady}
   */
  public static List<Long> wakeful(Day day, int zone, double calls, double variation, Dice dice) {
    return warped(WAKING, day, zone, calls, variation, dice);
  }

  /** The same by office hours. */
  public static List<Long> busy(Day day, int zone, double calls, double variation, Dice dice) {
    return warped(WORKING, day, zone, calls, variation, dice);
  }

  private static List<Long> warped(
      double[] hours, Day day, int zone, double calls, double variation, Dice dice) {
    double sum = 0;
    for (double weight : hours) {
      sum += weight;
    }
    List<Long> times = new ArrayList<>();
    int hour = 0;
    double passed = 0;
    for (long even : steady(day, calls, variation, dice)) {
      double part = (even - day.begin()) / (double) Day.MILLIS * sum;
      while (part > passed + hours[Math.floorMod(hour + zone, HOURS)] && hour < HOURS - 1) {
        passed += hours[Math.floorMod(hour + zone, HOURS)];
        hour++;
      }
      double within = (part - passed) / hours[Math.floorMod(hour + zone, HOURS)];
      times.add(day.at(hour + Math.min(within, 0.999_999)));
    }
    return times;
  }

  /** Any time of the day. */
  public static long any(Day day, Dice dice) {
    return day.begin() + (long) (dice.unit() * Day.MILLIS);
  }

  /**
   * A program's arrivals around the clock: gaps are gamma distributed.
   *
   * @param calls on average
   * @param variation standard deviation of the gaps over their mean: 0 is a clock, 1 is Poisson,
   *     above that they come in bursts
   */
  public static List<Long> steady(Day day, double calls, double variation, Dice dice) {
    return within(day.begin(), Day.MILLIS, calls, variation, dice);
  }

  /** The same from an hour on (UTC), for so many hours; what is beyond the day is left out. */
  public static List<Long> during(
      Day day, double fromHour, double hours, double calls, double variation, Dice dice) {
    return within(day.at(fromHour), (long) (hours * 3_600_000), calls, variation, dice);
  }

  private static List<Long> within(
      long begin, long length, double calls, double variation, Dice dice) {
    List<Long> times = new ArrayList<>();
    if (calls <= 0) {
      return times;
    }
    double gap = length / calls;
    double squared = Math.max(1e-6, variation * variation);
    double shape = 1 / squared;
    // The day begins anywhere within a gap, and long gaps have more room for that.
    double at = gap * dice.unit() * (variation == 0 ? 1 : (1 + squared) * dice.gamma(shape + 1));
    while (at < length) {
      times.add(begin + (long) at);
      double next = gap * (variation == 0 ? 1 : dice.gamma(shape));
      at += Math.max(next, LEAST_GAP * dice.unit());
    }
    return times;
  }

  /**
   * The turns of a conversation that begins at a time: somebody reads and thinks in between.
   *
   * @param seconds median pause
   */
  public static List<Long> turns(long begin, int turns, double seconds, Dice dice) {
    List<Long> times = new ArrayList<>();
    double at = begin;
    for (int turn = 0; turn < turns; turn++) {
      times.add((long) at);
      at += 1_000 * dice.logNormal(seconds, 0.9);
    }
    return times;
  }
}
