package io.stillwatch.simulator.language;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.world.Country;

/** A language that people ask in. */
public enum Tongue {
  EN,
  DE,
  ES,
  FR,
  PT,
  ZH,
  JA,
  RU,
  KO;

  private static final double ENGLISH_ANYWHERE = 0.45;

  /** What somebody there asks in. */
  public static Tongue of(Country country, Dice dice) {
    Tongue own =
        switch (country) {
          case US, GB, IN, SG, AU, NG -> EN;
          case DE -> DE;
          case ES -> ES;
          case FR -> FR;
          case BR -> PT;
          case CN -> ZH;
          case JP -> JA;
          case RU -> RU;
          case KR -> KO;
        };
    return dice.chance(ENGLISH_ANYWHERE) ? EN : own;
  }
}
