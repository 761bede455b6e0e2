package io.stillwatch.detector.network;

import io.stillwatch.features.LinkFamily;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Counts how many accounts of a set show a trait. Reuses its counters: not thread-safe. */
final class TraitCounts {
  private static final long BURST_SECONDS = 600;
  static final double EVEN = 0.25;

  /** What more have was handed around: a course's example, a published trace. */
  static final int MOST_OF_A_REPLAY = 8;

  /** Fewer calls a week are even because they are few. */
  private static final double LEAST_LOAD = 8;

  private final Population today;
  private final Map<LinkFamily, int[]> counters = new EnumMap<>(LinkFamily.class);

  TraitCounts(Population today) {
    this.today = today;
    for (LinkFamily family : LinkFamily.values()) {
      counters.put(family, new int[today.keyCount(family)]);
    }
  }

  /**
   * @param set accounts of distinct units
   */
  int count(Trait trait, int[] set) {
    return switch (trait) {
      case INSTRUMENT_SHARED -> sharing(LinkFamily.INSTRUMENT, set);
      case INSTRUMENT_CROWDED -> crowd(LinkFamily.INSTRUMENT, set);
      case ISSUER_CROWDED -> crowd(LinkFamily.ISSUER, set);
      case EMAIL_CROWDED -> crowd(LinkFamily.EMAIL, set);
      case ADDRESS_SHARED -> sharing(LinkFamily.ADDRESS, set);
      case ADDRESS_CROWDED -> crowd(LinkFamily.ADDRESS, set);
      case CLIENT_CROWDED -> crowd(LinkFamily.CLIENT, set);
      case SIGN_UP_BURST -> bursts(set);
      case EVEN_LOAD -> evenLoads(set);
      case ARTEFACT_SHARED -> sharing(LinkFamily.ARTEFACT, MOST_OF_A_REPLAY, set);
      case CLOSED -> closed(set);
    };
  }

  /** The most members that carry one key. */
  private int crowd(LinkFamily family, int[] set) {
    int[] counter = countKeys(family, set);
    int most = 0;
    for (int account : set) {
      for (int key : today.keys(family, account)) {
        most = Math.max(most, counter[key]);
      }
    }
    return clear(counter, family, set, most);
  }

  private int sharing(LinkFamily family, int[] set) {
    return sharing(family, Integer.MAX_VALUE, set);
  }

  /** Members with a key that another one carries, too, and no more than so many. */
  private int sharing(LinkFamily family, int most, int[] set) {
    int[] counter = countKeys(family, set);
    int sharing = 0;
    for (int account : set) {
      sharing += isShared(counter, most, today.keys(family, account)) ? 1 : 0;
    }
    return clear(counter, family, set, sharing);
  }

  private static boolean isShared(int[] counter, int most, int[] keys) {
    for (int key : keys) {
      if (counter[key] > 1 && counter[key] <= most) {
        return true;
      }
    }
    return false;
  }

  private int[] countKeys(LinkFamily family, int[] set) {
    int[] counter = Objects.requireNonNull(counters.get(family));
    for (int account : set) {
      for (int key : today.keys(family, account)) {
        counter[key]++;
      }
    }
    return counter;
  }

  private int clear(int[] counter, LinkFamily family, int[] set, int result) {
    for (int account : set) {
      for (int key : today.keys(family, account)) {
        counter[key] = 0;
      }
    }
    return result;
  }

  private int bursts(int[] set) {
    long[] times =
        Arrays.stream(set).mapToLong(this::signedUpAt).filter(t -> t >= 0).sorted().toArray();
    int near = 0;
    for (int i = 0; i < times.length; i++) {
      boolean before = i > 0 && times[i] - times[i - 1] <= BURST_SECONDS;
      boolean after = i + 1 < times.length && times[i + 1] - times[i] <= BURST_SECONDS;
      near += before || after ? 1 : 0;
    }
    return near;
  }

  private long signedUpAt(int account) {
    Instant time = today.vector(account).account().signedUpAt();
    return time == null ? -1 : time.getEpochSecond();
  }

  private int evenLoads(int[] set) {
    long[] calls =
        Arrays.stream(set).mapToLong(a -> today.vector(a).requests7d()).sorted().toArray();
    if (calls.length == 0 || calls[calls.length / 2] < LEAST_LOAD) {
      return 0;
    }
    double[] loads =
        Arrays.stream(set).mapToDouble(a -> Loads.callsAWeek(today.vector(a))).sorted().toArray();
    double median = loads[loads.length / 2];
    return (int) Arrays.stream(loads).filter(l -> Math.abs(l - median) <= EVEN * median).count();
  }

  private int closed(int[] set) {
    return (int)
        Arrays.stream(set).filter(account -> today.vector(account).account().silenced()).count();
  }
}
