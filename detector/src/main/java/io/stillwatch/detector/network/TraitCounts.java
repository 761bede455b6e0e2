package io.stillwatch.detector.network;

import io.stillwatch.features.AccountProfile;
import io.stillwatch.features.LinkFamily;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Counts how many accounts of a set show each trait. Asked 199 times a candidate, so that whatever
 * it needs of an account lies in arrays. Reuses its counters: not thread-safe.
 */
final class TraitCounts {
  private static final long BURST_SECONDS = 600;
  private static final long UNKNOWN = -1;
  static final double EVEN = 0.25;

  /** What more have was handed around: a course's example, a published trace. */
  static final int MOST_OF_A_REPLAY = 8;

  /** Fewer calls a week are even because they are few. */
  private static final double LEAST_LOAD = 8;

  private final Map<LinkFamily, KeyCounts> counters = new EnumMap<>(LinkFamily.class);
  private final long[] signedUpAt;
  private final long[] requests;
  private final double[] loads;
  private final BitSet closed = new BitSet();

  TraitCounts(Population today) {
    for (LinkFamily family : LinkFamily.values()) {
      counters.put(family, new KeyCounts(today.keys(family)));
    }
    signedUpAt = new long[today.size()];
    requests = new long[today.size()];
    loads = new double[today.size()];
    for (int account = 0; account < today.size(); account++) {
      AccountProfile profile = today.vector(account).account();
      Instant time = profile.signedUpAt();
      signedUpAt[account] = time == null ? UNKNOWN : time.getEpochSecond();
      requests[account] = today.vector(account).requests7d();
      loads[account] = Loads.callsAWeek(today.vector(account));
      closed.set(account, profile.silenced());
    }
  }

  /**
   * By the traits' places.
   *
   * @param set accounts of distinct units
   */
  int[] of(int[] set) {
    int[] counts = new int[Trait.values().length];
    crowd(LinkFamily.INSTRUMENT, set, Trait.INSTRUMENT_CROWDED, Trait.INSTRUMENT_SHARED, counts);
    crowd(LinkFamily.ADDRESS, set, Trait.ADDRESS_CROWDED, Trait.ADDRESS_SHARED, counts);
    counts[Trait.ISSUER_CROWDED.ordinal()] = crowd(LinkFamily.ISSUER, set);
    counts[Trait.EMAIL_CROWDED.ordinal()] = crowd(LinkFamily.EMAIL, set);
    counts[Trait.CLIENT_CROWDED.ordinal()] = crowd(LinkFamily.CLIENT, set);
    counts[Trait.ARTEFACT_SHARED.ordinal()] = replaying(set);
    counts[Trait.SIGN_UP_BURST.ordinal()] = bursts(set);
    counts[Trait.EVEN_LOAD.ordinal()] = evenLoads(set);
    counts[Trait.CLOSED.ordinal()] = closed(set);
    return counts;
  }

  /** Members with a card that another one has, too. */
  int sharingCards(int[] set) {
    KeyCounts cards = counter(LinkFamily.INSTRUMENT);
    cards.add(set);
    int sharing = cards.sharing(Integer.MAX_VALUE, set);
    cards.clear(set);
    return sharing;
  }

  private void crowd(LinkFamily family, int[] set, Trait crowded, Trait shared, int[] counts) {
    KeyCounts keys = counter(family);
    counts[crowded.ordinal()] = keys.add(set);
    counts[shared.ordinal()] = keys.sharing(Integer.MAX_VALUE, set);
    keys.clear(set);
  }

  /** The most members that carry one key. */
  private int crowd(LinkFamily family, int[] set) {
    KeyCounts keys = counter(family);
    int most = keys.add(set);
    keys.clear(set);
    return most;
  }

  /** Members that were given or handed in sealed reasoning that a few others were, too. */
  int replaying(int[] set) {
    KeyCounts artefacts = counter(LinkFamily.ARTEFACT);
    artefacts.add(set);
    int replaying = artefacts.sharing(MOST_OF_A_REPLAY, set);
    artefacts.clear(set);
    return replaying;
  }

  private KeyCounts counter(LinkFamily family) {
    return Objects.requireNonNull(counters.get(family));
  }

  private int bursts(int[] set) {
    long[] times = of(set, signedUpAt);
    int near = 0;
    for (int i = 0; i < times.length; i++) {
      boolean before = i > 0 && times[i - 1] >= 0 && times[i] - times[i - 1] <= BURST_SECONDS;
      boolean after = i + 1 < times.length && times[i + 1] - times[i] <= BURST_SECONDS;
      near += times[i] >= 0 && (before || after) ? 1 : 0;
    }
    return near;
  }

  private int evenLoads(int[] set) {
    return evenLoads(set, LEAST_LOAD);
  }

  /**
   * Members with a load near the median.
   *
   * @param least calls a week of the median; 0 if it has fewer
   */
  int evenLoads(int[] set, double least) {
    long[] calls = of(set, requests);
    if (calls.length == 0 || calls[calls.length / 2] < least) {
      return 0;
    }
    double[] all = Arrays.stream(set).mapToDouble(account -> loads[account]).sorted().toArray();
    double median = all[all.length / 2];
    int even = 0;
    for (double load : all) {
      even += Math.abs(load - median) <= EVEN * median ? 1 : 0;
    }
    return even;
  }

  private int closed(int[] set) {
    int count = 0;
    for (int account : set) {
      count += closed.get(account) ? 1 : 0;
    }
    return count;
  }

  /** Ascending. */
  private static long[] of(int[] set, long[] numbers) {
    long[] of = new long[set.length];
    for (int i = 0; i < of.length; i++) {
      of[i] = numbers[set[i]];
    }
    Arrays.sort(of);
    return of;
  }
}
