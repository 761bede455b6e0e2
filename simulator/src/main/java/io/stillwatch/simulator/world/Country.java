package io.stillwatch.simulator.world;

import io.stillwatch.simulator.chance.Dice;

/** Where customers live, and their clock. Weights are those of no particular platform. */
public enum Country {
  US(-6, 0.30),
  IN(5, 0.12),
  DE(1, 0.07),
  GB(0, 0.07),
  JP(9, 0.07),
  BR(-3, 0.07),
  FR(1, 0.05),
  CN(8, 0.06),
  SG(8, 0.05),
  KR(9, 0.04),
  ES(1, 0.03),
  RU(3, 0.03),
  AU(10, 0.02),
  NG(1, 0.02);

  /** Hours ahead of UTC. */
  public final int zone;

  private final double weight;

  Country(int zone, double weight) {
    this.zone = zone;
    this.weight = weight;
  }

  public static Country draw(Dice dice) {
    double left = dice.unit();
    for (Country country : values()) {
      left -= country.weight;
      if (left < 0) {
        return country;
      }
    }
    return US;
  }
}
