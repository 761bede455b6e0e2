package io.stillwatch.modelservice.models;

import io.stillwatch.detector.Judge;

/** A champion without a registry. */
public final class Crowned {
  private Crowned() {}

  public static Champion by(Judge judge) {
    Champion champion = new Champion();
    champion.crown(judge);
    return champion;
  }

  public static void crown(Champion champion, Judge successor) {
    champion.crown(successor);
  }
}
