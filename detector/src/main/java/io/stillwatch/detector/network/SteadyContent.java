package io.stillwatch.detector.network;

import java.util.List;

/**
 * Finds prompts that did not turn hot and whose users share cards or sealed reasoning with each
 * other, or have one load: those of campaigns that were there before the baseline began, or that
 * hide behind others' prompts.
 */
final class SteadyContent {
  /** Calls a week: many programs call once or twice a day. */
  private static final double LEAST_LOAD = 15;

  private final Population today;
  private final TraitCounts counts;

  SteadyContent(Population today) {
    this.today = today;
    this.counts = new TraitCounts(today);
  }

  List<ContentKey> among(List<ContentKey> keys) {
    return keys.stream()
        .filter(key -> key.interest() == ContentKey.Interest.NONE && key.frame())
        .filter(this::isOfOneHand)
        .toList();
  }

  private boolean isOfOneHand(ContentKey key) {
    int[] set = Candidate.of(List.of(key), today).representatives();
    return areLinked(set) || haveOneLoad(set);
  }

  /** Whether they share cards or sealed reasoning: a load says that of honest people, too. */
  boolean areLinked(int[] set) {
    double some = Verification.LEAST_SHARE * set.length;
    return counts.sharingCards(set) >= some || counts.replaying(set) >= some;
  }

  private boolean haveOneLoad(int[] set) {
    return counts.evenLoads(set, LEAST_LOAD) >= CommonCause.MOST * set.length;
  }
}
