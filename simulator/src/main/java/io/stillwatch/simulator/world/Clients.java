package io.stillwatch.simulator.world;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.sketch.SipHash;

/**
 * Software that calls: SDKs, tools and apps. Few have most callers; each comes out in versions, and
 * its users move to a new one within weeks, some never.
 */
public final class Clients {
  private static final int KINDS = 40;
  private static final double POPULAR = 1.2;
  private static final int DAYS_A_VERSION = 17;
  private static final int SLOWEST = 40;
  private static final String PUBLIC = "sdk-";

  /** Of the programs on public software, so many of a hundred have a framework in between. */
  private static final long FRAMEWORKS = 40;

  private final SipHash tokens;

  public Clients(long seed) {
    this.tokens = new SipHash(seed, 0x636c69656e7473L);
  }

  /** One of those that everybody may use. */
  public Client draw(Dice dice) {
    return new Client(
        PUBLIC + dice.zipf(KINDS, POPULAR), dice.chance(0.15) ? 10_000 : laziness(dice));
  }

  /** An app or tool by its name, such as a vendor's. */
  public Client of(String name, Dice dice) {
    return new Client(name, laziness(dice));
  }

  private static int laziness(Dice dice) {
    return (int) (SLOWEST * dice.unit() * dice.unit());
  }

  /**
   * One caller's software.
   *
   * @param laziness days after which it moves to a new version; very many: never
   */
  public record Client(String name, int laziness) {}

  /** The bundle of SDK, runtime and system that a call shows on a day. */
  public String bundle(Client client, int day) {
    int version = Math.floorDiv(Math.max(-1_000, day - client.laziness()), DAYS_A_VERSION);
    return Places.token(tokens.hash(client.name() + "/" + version));
  }

  /** Whether each call gets a conversation, though it has one turn only: frameworks give it one. */
  public boolean names(Client client) {
    String build = "framework/" + client.name() + "/" + client.laziness();
    return client.name().startsWith(PUBLIC) && Math.floorMod(tokens.hash(build), 100L) < FRAMEWORKS;
  }

  /** The TLS fingerprint: of the library, not of the version. */
  public String ja4(Client client) {
    return "t13d"
        + Places.token(tokens.hash("ja4/" + Math.floorMod(tokens.hash(client.name()), 23)));
  }
}
