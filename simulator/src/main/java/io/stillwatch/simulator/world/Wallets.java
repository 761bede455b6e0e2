package io.stillwatch.simulator.world;

import io.stillwatch.simulator.chance.Dice;

/** How people pay, and the shapes of their e-mail addresses. */
public final class Wallets {
  private static final int ISSUERS_A_COUNTRY = 40;
  private static final int SHAPES = 60;

  /** Issuers of virtual cards. */
  public static final int VIRTUAL_ISSUERS = 8;

  private static final double VIRTUAL = 0.05;
  private static final double POPULAR = 1.1;

  /** A card, and the cell of issuer and country that it belongs to. */
  public record Card(String instrument, String issuer, boolean virtual) {}

  private Wallets() {}

  /** A card of one's own. */
  public static Card card(Dice dice, Country country) {
    return dice.chance(VIRTUAL)
        ? virtualCard(dice, dice.zipf(VIRTUAL_ISSUERS, POPULAR))
        : new Card(dice.hex(14), issuer(dice, country), false);
  }

  /**
   * A virtual card: a few issuers give them, to honest firms as well.
   *
   * @param issuer 0 to 7
   */
  public static Card virtualCard(Dice dice, int issuer) {
    return new Card(dice.hex(14), "virtual-" + issuer, true);
  }

  private static String issuer(Dice dice, Country country) {
    return country + "-" + dice.zipf(ISSUERS_A_COUNTRY, POPULAR);
  }

  /** The shape of an address: name and provider, number at the end, and so on. */
  public static String email(Dice dice) {
    return "shape-" + dice.zipf(SHAPES, POPULAR);
  }
}
