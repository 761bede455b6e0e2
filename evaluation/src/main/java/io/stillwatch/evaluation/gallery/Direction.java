package io.stillwatch.evaluation.gallery;

/** Where attackers stand against honest accounts. */
public enum Direction {
  HIGHER,
  ALIKE,
  LOWER;

  private static final double APART = 0.05;

  /**
   * @param chance that an attacker's value is above an honest one, a tie counting half
   */
  static Direction of(double chance) {
    return chance >= 0.5 + APART ? HIGHER : chance <= 0.5 - APART ? LOWER : ALIKE;
  }
}
