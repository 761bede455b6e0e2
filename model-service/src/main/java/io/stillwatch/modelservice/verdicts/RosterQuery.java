package io.stillwatch.modelservice.verdicts;

import io.stillwatch.v1.Band;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts, in which order.
 *
 * @param band null: every band
 * @param plan empty: every plan; likewise organisationId and networkId
 * @param search a part of the account's or the organisation's id, case-sensitive, at most 128
 *     characters; accounts of which one of the two begins with it come before all others. Empty:
 *     everything
 * @param after the page before's {@code next}; empty: the first page
 * @param size rows at most, 1 to 1,000
 */
public record RosterQuery(
    Order order,
    @Nullable Band band,
    String plan,
    String organisationId,
    String networkId,
    String search,
    String after,
    int size) {
  private static final int MAX_SIZE = 1000;
  private static final int LONGEST_SEARCH = 128;

  /** What comes first. Accounts that are equal in it go by rising id. */
  public enum Order {
    /** The worst band, and in it the highest risk. */
    WORST_FIRST,
    /** By rising account id. */
    ACCOUNT,
    /** The newest event. */
    NEWEST,
    /** The most calls within 7 days. */
    MOST_REQUESTS,
    /** The most output tokens within 7 days. */
    MOST_TOKENS
  }

  public RosterQuery {
    if (size < 1 || size > MAX_SIZE) {
      throw new IllegalArgumentException("page size " + size + " is not within 1 to " + MAX_SIZE);
    }
    if (search.length() > LONGEST_SEARCH) {
      throw new IllegalArgumentException(
          "the search has " + search.length() + " characters; at most " + LONGEST_SEARCH);
    }
    if (band == Band.BAND_UNSPECIFIED || band == Band.UNRECOGNIZED) {
      throw new IllegalArgumentException("no account is in the band " + band);
    }
  }
}
