package io.stillwatch.detector.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Accounts that share hot content.
 *
 * @param content by falling number of units
 * @param members account numbers, ascending
 * @param representatives one member of each unit, the one with the most requests
 */
@SuppressWarnings("ArrayRecordComponent") // Never leaves the package.
record Candidate(List<ContentKey> content, int[] members, int[] representatives) {
  static Candidate of(List<ContentKey> content, Population today) {
    BitSet accounts = new BitSet();
    content.forEach(key -> accounts.or(key.accounts()));
    int[] members = accounts.stream().toArray();
    return new Candidate(content, members, representatives(members, today));
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

  private static int[] representatives(int[] members, Population today) {
    int[] chosen = new int[today.unitCount()];
    Arrays.fill(chosen, -1);
    for (int member : members) {
      int unit = today.unit(member);
      if (chosen[unit] < 0
          || today.vector(member).requests7d() > today.vector(chosen[unit]).requests7d()) {
        chosen[unit] = member;
      }
    }
    return Arrays.stream(chosen).filter(member -> member >= 0).toArray();
  }
}
