package io.stillwatch.detector.network;

import io.stillwatch.features.LinkFamily;
import java.util.BitSet;
import java.util.List;

/**
 * Finds prompts that did not turn hot and whose users share cards or sealed reasoning with each
 * other, or have one load: those of campaigns that were there before the baseline began, or that
 * hide behind others' prompts.
 */
final class SteadyContent {
  private final Population today;
  private final TraitCounts counts;
  private final BitSet withSharedCards;

  SteadyContent(Population today) {
    this.today = today;
    this.counts = new TraitCounts(today);
    this.withSharedCards = withSharedCards(today);
  }

  List<ContentKey> among(List<ContentKey> keys) {
    return keys.stream()
        .filter(key -> key.interest() == ContentKey.Interest.NONE && key.frame())
        .filter(key -> shareCards(key) || shareMore(key))
        .toList();
  }

  /** Accounts with a card that another account has, too. */
  private static BitSet withSharedCards(Population today) {
    int[] carriers = new int[today.keyCount(LinkFamily.INSTRUMENT)];
    for (int account = 0; account < today.size(); account++) {
      for (int card : today.keys(LinkFamily.INSTRUMENT, account)) {
        carriers[card]++;
      }
    }
    BitSet sharing = new BitSet();
    for (int account = 0; account < today.size(); account++) {
      for (int card : today.keys(LinkFamily.INSTRUMENT, account)) {
        sharing.set(account, sharing.get(account) || carriers[card] > 1);
      }
    }
    return sharing;
  }

  /** Most keys are refused by the first, cheap look. */
  private boolean shareCards(ContentKey key) {
    long some = key.accounts().stream().filter(withSharedCards::get).count();
    if (some < Verification.LEAST_SHARE * key.units()) {
      return false;
    }
    int[] set = Candidate.of(List.of(key), today).representatives();
    return counts.sharingCards(set) >= Verification.LEAST_SHARE * set.length;
  }

  private boolean shareMore(ContentKey key) {
    int[] set = Candidate.of(List.of(key), today).representatives();
    return counts.evenLoads(set) >= CommonCause.MOST * set.length
        || counts.replaying(set) >= Verification.LEAST_SHARE * set.length;
  }
}
