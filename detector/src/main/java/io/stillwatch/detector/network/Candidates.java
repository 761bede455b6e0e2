package io.stillwatch.detector.network;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Hot keys that nearly the same accounts carry are one candidate. Likeness is that of Jaccard: a
 * network that hides behind a popular frame is not merged with all who use that frame.
 */
final class Candidates {
  private static final double LIKE = 0.5;
  private static final double WITHIN = 0.8;

  /** A small group in a large one is looked at by itself first: what links it is lost in there. */
  private static final double NOT_LOST = 0.25;

  private Candidates() {}

  static List<Candidate> of(List<ContentKey> hot, Population today) {
    Groups groups = new Groups();
    hot.forEach(key -> groups.add());
    for (int i = 0; i < hot.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (areOne(hot.get(i), hot.get(j))) {
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

  /** Of two novel keys it is enough that hardly anybody has the rarer one without the other. */
  private static boolean areOne(ContentKey one, ContentKey other) {
    return areAlike(one.accounts(), other.accounts())
        || (one.novel() && other.novel() && isWithin(one.accounts(), other.accounts()));
  }

  private static boolean isWithin(BitSet a, BitSet b) {
    int small = Math.min(a.cardinality(), b.cardinality());
    int large = Math.max(a.cardinality(), b.cardinality());
    return small >= NOT_LOST * large && common(a, b) >= WITHIN * small;
  }

  private static int common(BitSet a, BitSet b) {
    BitSet both = (BitSet) a.clone();
    both.and(b);
    return both.cardinality();
  }

  private static boolean areAlike(BitSet a, BitSet b) {
    int small = Math.min(a.cardinality(), b.cardinality());
    int large = Math.max(a.cardinality(), b.cardinality());
    if (small < LIKE * large) {
      return false;
    }
    int shared = common(a, b);
    return shared >= LIKE * (small + large - shared);
  }
}
