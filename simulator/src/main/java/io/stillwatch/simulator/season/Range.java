package io.stillwatch.simulator.season;

import io.stillwatch.simulator.chance.Dice;

/** Numbers from low to high, both included. */
public record Range(double low, double high) {
  public Range {
    if (!(low <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
      throw new IllegalArgumentException("no range: " + low + " to " + high);
    }
  }

  double draw(Dice dice, Parameter.Scale scale) {
    return switch (scale) {
      case LINEAR -> dice.between(low, high);
      case LOG -> low * StrictMath.exp(dice.unit() * StrictMath.log(high / low));
      case WHOLE -> dice.between((int) Math.round(low), (int) Math.round(high));
    };
  }
}
