package io.stillwatch.detector.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Accounts that share hot content.
 *
 * @param content by falling number of units
 * @param members account numbers, ascending
 * @param representatives one member of each unit, the one with the most requests
 * @param byCards whether they were chosen by shared cards, so that it says nothing that they share
 */
@SuppressWarnings("ArrayRecordComponent") // Never leaves the package.
record Candidate(List<ContentKey> content, int[] members, int[] representatives, boolean byCards) {
  static Candidate of(List<ContentKey> content, Population today) {
    NumberSet accounts = new NumberSet();
    content.stream().flatMapToInt(key -> key.accounts().stream()).sorted().forEach(accounts::add);
    int[] members = accounts.stream().toArray();
    return new Candidate(content, members, representatives(members, today), false);
  }

  /**
   * Some accounts that were chosen by their cards, with what they carry.
   *
   * @param members ascending
   */
  static Candidate among(int[] members, List<ContentKey> content, Population today) {
    return new Candidate(content, members, representatives(members, today), true);
  }

  /** Whether some of its content is of that interest. */
  boolean of(ContentKey.Interest interest) {
    return content.stream().anyMatch(key -> key.interest() == interest);
  }

  /** Whether some of its content is novel: who came with that belongs together. */
  boolean novel() {
    return content.stream().anyMatch(ContentKey::novel);
  }

  /** The same with the content of others. */
  Candidate with(List<NetworkDraft> others, Population today) {
    List<ContentKey> all = new ArrayList<>(content);
    others.forEach(other -> all.addAll(other.content()));
    return of(all, today);
  }

  /** The share of the other's members that are members of this one too. */
  double coverage(Candidate other) {
    long common =
        Arrays.stream(other.members()).filter(m -> Arrays.binarySearch(members, m) >= 0).count();
    return (double) common / other.members().length;
  }

  /** Sorts by unit: a candidate costs what its members do, however many units there are today. */
  private static int[] representatives(int[] members, Population today) {
    long[] byUnit =
        Arrays.stream(members).mapToLong(m -> (long) today.unit(m) << 32 | m).sorted().toArray();
    int[] chosen = new int[byUnit.length];
    int units = 0;
    for (int i = 0; i < byUnit.length; i++) {
      int member = (int) byUnit[i];
      if (i == 0 || byUnit[i] >>> 32 != byUnit[i - 1] >>> 32) {
        chosen[units++] = member;
      } else if (requests(member, today) > requests(chosen[units - 1], today)) {
        chosen[units - 1] = member;
      }
    }
    return Arrays.copyOf(chosen, units);
  }

  private static long requests(int account, Population today) {
    return today.vector(account).requests7d();
  }
}
