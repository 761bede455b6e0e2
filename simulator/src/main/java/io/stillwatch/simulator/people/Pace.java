package io.stillwatch.simulator.people;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.play.Day;
import io.stillwatch.simulator.play.Rhythm;
import io.stillwatch.simulator.season.Fit;
import java.util.List;

/**
 * When a program calls.
 *
 * @param variation of the gaps: 0.5 is nearly a clock, 1 Poisson, 3 comes in bursts; that of
 *     ServeGen's clients
 * @param length hours of a job
 * @param begin hour of the day (UTC) at which a job begins by a schedule
 */
record Pace(Hours hours, double variation, double length, double begin) {
  private static final double WEEKEND = 0.3;
  private static final int DAY = 24;

  /** Schedules are cron's, of any hour; the other jobs are begun by somebody at work. */
  private static final double BY_SCHEDULE = 0.5;

  /** Most of the regular ones are nearly Poisson. */
  private static final double MORE_REGULAR = 0.7;

  private static final double MOST_VARIATION = 15;

  /** Whose hours it follows. */
  enum Hours {
    ALWAYS,
    WAKING,
    WORKING,
    SCHEDULE,
    BEGUN
  }

  Pace(Hours hours, double variation) {
    this(hours, variation, DAY, 0);
  }

  /** Any daily program's. */
  static Pace draw(Dice dice) {
    return draw(dice, Fit.ALWAYS.value);
  }

  /**
   * A daily program's.
   *
   * @param always the part that calls around the clock
   */
  static Pace draw(Dice dice, double always) {
    Hours byDay = dice.chance(0.45) ? Hours.WAKING : Hours.WORKING;
    return of(dice.chance(always) ? Hours.ALWAYS : byDay, dice);
  }

  static Pace of(Hours hours, Dice dice) {
    return new Pace(hours, variation(dice));
  }

  /** A few hours of work, whenever there is some. */
  static Pace job(Dice dice) {
    double length =
        Fit.JOB_LEAST.value * StrictMath.pow(Fit.JOB_MOST.value / Fit.JOB_LEAST.value, dice.unit());
    Hours hours = dice.chance(BY_SCHEDULE) ? Hours.SCHEDULE : Hours.BEGUN;
    return new Pace(hours, variation(dice), length, (DAY - length) * dice.unit());
  }

  private static double variation(Dice dice) {
    return dice.chance(Fit.REGULAR.value)
        ? 1 - MORE_REGULAR * StrictMath.pow(dice.unit(), 2)
        : Math.min(MOST_VARIATION, dice.pareto(Fit.BURSTS.value));
  }

  /**
   * The day's times.
   *
   * @param calls on average
   */
  List<Long> times(Day day, int zone, double calls, Dice dice) {
    double byDay = day.weekend() ? WEEKEND * calls : calls;
    return switch (hours) {
      case ALWAYS -> Rhythm.steady(day, calls, variation, dice);
      case WAKING -> Rhythm.wakeful(day, zone, calls, variation, dice);
      case WORKING -> Rhythm.busy(day, zone, byDay, variation, dice);
      case SCHEDULE -> Rhythm.during(day, begin, length, calls, variation, dice);
      case BEGUN -> Rhythm.during(day, begun(day, zone, dice), length, byDay, variation, dice);
    };
  }

  /** So that the job ends within the day. */
  private double begun(Day day, int zone, Dice dice) {
    double hour = (Rhythm.working(day, zone, dice) - day.begin()) / 3.6e6;
    return Math.min(hour, DAY - length);
  }
}
