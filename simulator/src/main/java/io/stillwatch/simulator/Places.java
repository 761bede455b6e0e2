package io.stillwatch.simulator;

import io.stillwatch.simulator.chance.Dice;
import java.util.ArrayList;
import java.util.List;

/** Addresses, clients and issuers that everybody draws from. */
final class Places {
  private final List<String> homes = new ArrayList<>();
  private final List<String> clients = new ArrayList<>();
  private final List<String> issuers = new ArrayList<>();
  private final List<String> emails = new ArrayList<>();

  Places(long seed, int accounts) {
    Dice dice = Dice.of(seed, "places");
    fill(homes, dice, Math.max(50, accounts));
    fill(clients, dice, 24);
    fill(issuers, dice, 60);
    fill(emails, dice, 40);
  }

  private static void fill(List<String> tokens, Dice dice, int count) {
    for (int i = 0; i < count; i++) {
      tokens.add(dice.hex(12));
    }
  }

  /** A prefix of a household; a few households share one. */
  String home(Dice dice) {
    return dice.pick(homes);
  }

  /** A client: some are far more common than others. */
  String client(Dice dice) {
    return clients.get((int) (clients.size() * dice.unit() * dice.unit() * dice.unit()));
  }

  String issuer(Dice dice) {
    return issuers.get((int) (issuers.size() * dice.unit() * dice.unit()));
  }

  /** The shape of an e-mail address: few shapes are common. */
  String email(Dice dice) {
    return emails.get((int) (emails.size() * dice.unit() * dice.unit()));
  }
}
