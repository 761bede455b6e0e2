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

  private Candidates() {}

  static List<Candidate> of(List<ContentKey> hot, Population today) {
    Groups groups = new Groups();
    hot.forEach(key -> groups.add());
    for (int i = 0; i < hot.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (areAlike(hot.get(i).accounts(), hot.get(j).accounts())) {
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

  private static boolean areAlike(BitSet a, BitSet b) {
    int small = Math.min(a.cardinality(), b.cardinality());
    int large = Math.max(a.cardinality(), b.cardinality());
    if (small < LIKE * large) {
      return false;
    }
    BitSet both = (BitSet) a.clone();
    both.and(b);
    int shared = both.cardinality();
    return shared >= LIKE * (small + large - shared);
  }
}
