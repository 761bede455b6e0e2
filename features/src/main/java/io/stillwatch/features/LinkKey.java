package io.stillwatch.features;

/**
 * Something that accounts can share, as a 64-bit hash.
 *
 * @param share the share of the account's sampled events that carry it, 0 to 1; 1 for keys of the
 *     account itself, such as an instrument
 */
public record LinkKey(LinkFamily family, long key, double share) {
  public LinkKey {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "share of a " + family + " key is not within 0 to 1: " + share);
    }
  }
}
