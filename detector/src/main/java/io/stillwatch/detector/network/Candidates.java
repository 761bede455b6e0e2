package io.stillwatch.detector.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Hot keys that nearly the same accounts carry are one candidate. Likeness is that of Jaccard: a
 * network that hides behind a popular frame is not merged with all who use that frame, and a small
 * group in a large one is looked at by itself, for what links it would be lost in there.
 */
final class Candidates {
  private static final double LIKE = 0.5;
  private static final double LEAST_LIKE = 0.25;
  private static final double COMMON = 0.4;
  private static final int LEAST_COMMON = 4;

  private Candidates() {}

  static List<Candidate> of(List<ContentKey> hot, Population today) {
    Groups groups = new Groups();
    hot.forEach(key -> groups.add());
    List<int[]> accounts = hot.stream().map(key -> key.accounts().stream().toArray()).toList();
    new SharedAccounts(accounts, today.size())
        .forEachPair(
            (one, other, shared) -> {
              if (areOne(hot.get(one), hot.get(other), shared)) {
                groups.join(one, other);
              }
            });
    Map<Integer, List<ContentKey>> keysByGroup = new LinkedHashMap<>();
    for (int i = 0; i < hot.size(); i++) {
      keysByGroup.computeIfAbsent(groups.of(i), unused -> new ArrayList<>()).add(hot.get(i));
    }
    return keysByGroup.values().stream().map(keys -> candidate(keys, today)).toList();
  }

  private static Candidate candidate(List<ContentKey> keys, Population today) {
    keys.sort(Comparator.comparingInt(key -> -key.units()));
    return Candidate.of(keys, today);
  }

  /**
   * Of two novel keys it is enough that many have both: hardly anybody has either, so that chance
   * brings nobody to both, and of a hand with several prompts each account has some.
   */
  private static boolean areOne(ContentKey one, ContentKey other, int shared) {
    int some = one.accounts().cardinality();
    int others = other.accounts().cardinality();
    int small = Math.min(some, others);
    if (small < LEAST_LIKE * Math.max(some, others)) {
      return false;
    }
    return shared >= LIKE * (some + others - shared)
        || (one.novel() && other.novel() && shared >= Math.max(LEAST_COMMON, COMMON * small));
  }
}
