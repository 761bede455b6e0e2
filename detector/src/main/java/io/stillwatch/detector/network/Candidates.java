package io.stillwatch.detector.network;

import java.util.ArrayList;
import java.util.BitSet;
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
    int[] carriers = hot.stream().mapToInt(key -> key.accounts().cardinality()).toArray();
    for (int i = 0; i < carriers.length; i++) {
      for (int j = 0; j < i; j++) {
        int small = Math.min(carriers[i], carriers[j]);
        int large = Math.max(carriers[i], carriers[j]);
        if (small >= LEAST_LIKE * large && areOne(hot.get(i), hot.get(j), small, large)) {
          groups.join(i, j);
        }
      }
    }
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
  private static boolean areOne(ContentKey one, ContentKey other, int small, int large) {
    BitSet both = (BitSet) one.accounts().clone();
    both.and(other.accounts());
    int shared = both.cardinality();
    return shared >= LIKE * (small + large - shared)
        || (one.novel() && other.novel() && shared >= Math.max(LEAST_COMMON, COMMON * small));
  }
}
