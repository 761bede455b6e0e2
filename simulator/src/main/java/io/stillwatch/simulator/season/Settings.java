package io.stillwatch.simulator.season;

import io.stillwatch.simulator.chance.Dice;
import java.util.List;
import java.util.Map;

/** A role's parameters, as a season's file narrows them. */
public final class Settings {
  private final Map<String, Range> ranges;

  private Settings(Map<String, Range> ranges) {
    this.ranges = Map.copyOf(ranges);
  }

  /**
   * Throws IllegalArgumentException, naming role and parameter, for one that the role does not
   * have, or a range that it cannot be drawn from.
   */
  public static Settings of(String role, List<Parameter> parameters, Map<String, Range> ranges) {
    for (Map.Entry<String, Range> given : ranges.entrySet()) {
      Parameter parameter =
          parameters.stream()
              .filter(known -> known.name().equals(given.getKey()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          role
                              + " has no parameter \""
                              + given.getKey()
                              + "\"; it has "
                              + parameters.stream().map(Parameter::name).toList()));
      if (parameter.scale() == Parameter.Scale.LOG && given.getValue().low() <= 0) {
        throw new IllegalArgumentException(
            role + "." + given.getKey() + " must be above 0: " + given.getValue());
      }
    }
    return new Settings(ranges);
  }

  public double draw(Parameter parameter, Dice dice) {
    return ranges.getOrDefault(parameter.name(), parameter.range()).draw(dice, parameter.scale());
  }

  public int drawWhole(Parameter parameter, Dice dice) {
    return (int) Math.round(draw(parameter, dice));
  }
}
