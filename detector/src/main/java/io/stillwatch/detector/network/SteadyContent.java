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
  /** Calls a week: many programs call once or twice a day. */
  private static final double LEAST_LOAD = 15;

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
        .filter(this::isOfOneHand)
        .toList();
  }

  private boolean isOfOneHand(ContentKey key) {
    int[] set = Candidate.of(List.of(key), today).representatives();
    return shareCards(key, set) || replay(set) || haveOneLoad(set);
  }

  /** Whether they share cards or sealed reasoning: a load says that of honest people, too. */
  boolean areLinked(int[] set) {
    return counts.sharingCards(set) >= Verification.LEAST_SHARE * set.length || replay(set);
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

  /** Most keys have few such accounts. */
  private boolean shareCards(ContentKey key, int[] set) {
    long some = key.accounts().stream().filter(withSharedCards::get).count();
    return some >= Verification.LEAST_SHARE * key.units()
        && counts.sharingCards(set) >= Verification.LEAST_SHARE * set.length;
  }

  private boolean replay(int[] set) {
    return counts.replaying(set) >= Verification.LEAST_SHARE * set.length;
  }

  private boolean haveOneLoad(int[] set) {
    return counts.evenLoads(set, LEAST_LOAD) >= CommonCause.MOST * set.length;
  }
}
