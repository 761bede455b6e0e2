package io.stillwatch.detector;

/**
 * What is held of one account.
 *
 * @param risk 0 to 1, for ranking; 0 for {@link Band#UNKNOWN}
 * @param rarerThanOneIn the account is rarer than one in this many honest units; 1 claims nothing
 * @param networkId empty: in no network
 */
public record Verdict(
    String accountId, Band band, double risk, long rarerThanOneIn, String networkId) {
  public Verdict {
    if (!(risk >= 0 && risk <= 1)) {
      throw new IllegalArgumentException("risk of " + accountId + " is not within 0 to 1: " + risk);
    }
    if (rarerThanOneIn < 1) {
      throw new IllegalArgumentException(
          "rarity of " + accountId + " is below 1: " + rarerThanOneIn);
    }
  }
}
