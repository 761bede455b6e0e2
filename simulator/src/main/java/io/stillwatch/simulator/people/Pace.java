package io.stillwatch.simulator.people;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.play.Day;
import io.stillwatch.simulator.play.Rhythm;
import java.util.List;

/**
 * When a program calls.
 *
 * @param variation of the gaps: 0.5 is nearly a clock, 1 Poisson, 3 comes in bursts; that of
 *     ServeGen's clients
 */
record Pace(Hours hours, double variation) {
  /** Of ServeGen's 314 clients 18 % are active in at least 95 % of all ten minutes. */
  static final double ALWAYS = 0.18;

  private static final double WEEKEND = 0.3;

  /** Whose hours it follows. */
  enum Hours {
    ALWAYS,
    WAKING,
    WORKING
  }

  /**
   * Any program's.
   *
   * @param always the part that calls around the clock
   */
  static Pace draw(Dice dice, double always) {
    Hours byDay = dice.chance(0.45) ? Hours.WAKING : Hours.WORKING;
    return of(dice.chance(always) ? Hours.ALWAYS : byDay, dice);
  }

  static Pace of(Hours hours, Dice dice) {
    return new Pace(hours, 0.5 * StrictMath.exp(dice.unit() * StrictMath.log(6)));
  }

  /**
   * The day's times.
   *
   * @param calls on average
   */
  List<Long> times(Day day, int zone, double calls, Dice dice) {
    return switch (hours) {
      case ALWAYS -> Rhythm.steady(day, calls, variation, dice);
      case WAKING -> Rhythm.wakeful(day, zone, calls, variation, dice);
      case WORKING ->
          Rhythm.busy(day, zone, day.weekend() ? WEEKEND * calls : calls, variation, dice);
    };
  }
}
