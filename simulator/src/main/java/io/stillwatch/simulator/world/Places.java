package io.stillwatch.simulator.world;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.sketch.SipHash;

/**
 * The world's networks. Each country has a few providers of homes and phones, of which the first
 * have most customers; hosting providers and VPNs are few and everywhere. A provider's prefixes are
 * as many as its customers, roughly, so that some neighbours share one. Nothing is kept: a place is
 * a hash of its numbers.
 */
public final class Places {
  private static final int PROVIDERS = 12;
  private static final int HOSTS = 40;
  private static final int VPNS = 24;
  private static final int FIRST_HOST = 60_000;
  private static final int FIRST_VPN = 61_000;
  private static final double POPULAR = 1.1;
  private static final int HOST_PREFIXES = 400;
  private static final int VPN_PREFIXES = 12;

  private final SipHash tokens;
  private final int homesACountry;

  /**
   * @param accounts about as many homes there are
   */
  public Places(long seed, int accounts) {
    this.tokens = new SipHash(seed, 0x706c61636573L);
    this.homesACountry = Math.max(200, accounts);
  }

  /** A household's. */
  public Place home(Dice dice, Country country) {
    int provider = dice.zipf(PROVIDERS, POPULAR);
    return home(country, provider, dice.below(Math.max(20, homesACountry / (provider + 1))));
  }

  private Place home(Country country, int provider, int number) {
    int asn = 1_000 + country.ordinal() * 100 + provider;
    return place(asn, number, country, false, false);
  }

  /** A phone's: carriers put many customers behind few addresses. */
  public Place phone(Dice dice, Country country) {
    int carrier = dice.zipf(4, POPULAR);
    return place(1_050 + country.ordinal() * 100 + carrier, dice.below(60), country, false, false);
  }

  /** An organisation's own network: one or a few prefixes, nobody else's. */
  public Place office(Dice dice, Country country) {
    return place(30_000 + dice.below(20_000), dice.below(4), country, false, false);
  }

  /** Another prefix of an organisation's own network. */
  public Place besides(Dice dice, Place office) {
    return place(office.asn(), dice.below(64), Country.valueOf(office.country()), false, false);
  }

  /** A machine at a hosting provider. */
  public Place host(Dice dice) {
    int host = dice.zipf(HOSTS, POPULAR);
    Country country = dice.chance(0.5) ? Country.US : Country.draw(dice);
    return place(FIRST_HOST + host, dice.zipf(HOST_PREFIXES, 0.7), country, true, false);
  }

  /** Another machine at the same provider, as a new runner has. */
  public Place neighbour(Dice dice, Place host) {
    return place(
        host.asn(), dice.below(HOST_PREFIXES), Country.valueOf(host.country()), true, false);
  }

  public Place vpn(Dice dice) {
    Country country = dice.chance(0.4) ? Country.US : Country.draw(dice);
    return place(
        FIRST_VPN + dice.zipf(VPNS, POPULAR), dice.below(VPN_PREFIXES), country, true, true);
  }

  /** A stranger's home that is for rent: a home like any other. */
  public Place residentialProxy(Dice dice) {
    return home(dice, Country.draw(dice));
  }

  private Place place(int asn, int number, Country country, boolean hosting, boolean vpn) {
    long hash = tokens.hash(asn + "/" + number + "/" + country);
    return new Place(token(hash), asn, country.name(), hosting, vpn);
  }

  static String token(long hash) {
    return Long.toHexString(hash | 1L << 63).substring(0, 14);
  }
}
