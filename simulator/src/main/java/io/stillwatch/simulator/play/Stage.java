package io.stillwatch.simulator.play;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.season.Parameter;
import io.stillwatch.simulator.season.Settings;
import io.stillwatch.simulator.world.World;
import java.time.LocalDate;

/**
 * What a role is given to make a group.
 *
 * @param name of the group, unique within the season; nobody sees it
 * @param dice the group's own
 * @param start the season's first day
 * @param baselineDays days before the season proper; campaigns begin after them, unless they are
 *     meant to run through
 * @param days all days, the baseline's included
 * @param throughBaseline whether a campaign runs from the first day on
 */
public record Stage(
    World world,
    Settings settings,
    String name,
    Dice dice,
    LocalDate start,
    int baselineDays,
    int days,
    boolean throughBaseline) {
  public double draw(Parameter parameter) {
    return settings.draw(parameter, dice);
  }

  public int drawWhole(Parameter parameter) {
    return settings.drawWhole(parameter, dice);
  }

  /** An account with ordinary traits. */
  public Account ordinary(int number) {
    return Account.ordinary(world, name + "/" + number, days);
  }

  /** Dice for one matter of the group. */
  public Dice dice(String matter) {
    return Dice.of(world.seed(), name + "/" + matter);
  }

  public Day day(int number) {
    return new Day(number, start.plusDays(number));
  }
}
