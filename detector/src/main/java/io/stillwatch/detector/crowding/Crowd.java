package io.stillwatch.detector.crowding;

import java.util.Arrays;

/**
 * Accounts at one time. Arrays are parallel, kept and not copied.
 *
 * @param rows one for each account, equally long; NaN is missing
 * @param personas the peers of each account, 0 to 1,023
 * @param organisations the unit that each account belongs to, from 0 without large gaps; an account
 *     of no organisation has a number of its own
 * @param ids a seeded hash of each account's id, the same every night
 * @param trusted whether the account is old and clean, and so tells what is usual
 */
@SuppressWarnings("ArrayRecordComponent") // A million accounts; read only.
public record Crowd(
    float[][] rows, int[] personas, int[] organisations, long[] ids, boolean[] trusted) {
  private static final int MOST_PERSONAS = 1024;

  /** Throws IllegalArgumentException for arrays that do not belong together. */
  public Crowd {
    requireLength(rows.length, personas.length, "personas");
    requireLength(rows.length, organisations.length, "organisations");
    requireLength(rows.length, ids.length, "ids");
    requireLength(rows.length, trusted.length, "marks of trust");
    for (int account = 0; account < rows.length; account++) {
      requireLength(rows[0].length, rows[account].length, "values in a row");
      for (float value : rows[account]) {
        if (Float.isInfinite(value)) {
          throw new IllegalArgumentException("an account has the value " + value);
        }
      }
      requireBelow(MOST_PERSONAS, personas[account], "a persona");
      requireBelow(2 * rows.length, organisations[account], "an organisation");
    }
  }

  public int size() {
    return rows.length;
  }

  /** The largest number of a persona and one. */
  int personaCount() {
    return Arrays.stream(personas).max().orElse(-1) + 1;
  }

  /** Accounts of each organisation, or trusted ones only. */
  int[] organisationSizes(boolean trustedOnly) {
    int[] sizes = new int[Arrays.stream(organisations).max().orElse(-1) + 1];
    for (int account = 0; account < organisations.length; account++) {
      sizes[organisations[account]] += trusted[account] || !trustedOnly ? 1 : 0;
    }
    return sizes;
  }

  int trustedCount() {
    int count = 0;
    for (boolean one : trusted) {
      count += one ? 1 : 0;
    }
    return count;
  }

  /** Trusted accounts of each persona. */
  int[] trustedMembers(int count) {
    int[] members = new int[count];
    for (int account = 0; account < personas.length; account++) {
      members[personas[account]] += trusted[account] ? 1 : 0;
    }
    return members;
  }

  private static void requireLength(int expected, int length, String what) {
    if (length != expected) {
      throw new IllegalArgumentException(length + " " + what + " where there must be " + expected);
    }
  }

  private static void requireBelow(int bound, int number, String what) {
    if (number < 0 || number >= bound) {
      throw new IllegalArgumentException(number + " as the number of " + what);
    }
  }
}
