package io.stillwatch.detector.network;

import io.stillwatch.detector.chance.Dice;
import io.stillwatch.features.AccountProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Draws sets of honest accounts that match a set by plan, age and country, one account a unit.
 * Where too few honest accounts match, country, then plan, then age are let go.
 */
final class MatchedSets {
  private static final int LEAST_POOL = 30;
  private static final int TRIES = 8;
  private static final int LEVELS = 4;

  /** Bits of a plan's or a country's number. */
  private static final int WIDTH = 28;

  private final Population today;
  private final Dice dice;
  private final int[][] strata;
  private final int[][] pools;

  /** The last draw that took an account of each unit. */
  private final int[] taken;

  private int draws;

  /**
   * @param suspects accounts that are no honest match for anybody
   */
  MatchedSets(Population today, BitSet suspects, Dice dice) {
    this.today = today;
    this.dice = dice;
    this.strata = new int[LEVELS][today.size()];
    this.taken = new int[today.unitCount()];
    this.pools = pools(suspects, number());
  }

  /** Says how many strata there are. */
  private int number() {
    LongIndex numbers = new LongIndex();
    Map<String, Integer> plans = new HashMap<>();
    Map<String, Integer> countries = new HashMap<>();
    for (int account = 0; account < today.size(); account++) {
      AccountProfile profile = today.vector(account).account();
      long age = ageBand(profile, today.vector(account).asOf());
      long plan = age << WIDTH | number(profile.plan(), plans);
      long country = plan << WIDTH | number(profile.country(), countries);
      long[] levels = {country, plan, age, 0};
      for (int level = 0; level < LEVELS; level++) {
        strata[level][account] = numbers.add(levels[level] << 2 | level);
      }
    }
    return numbers.size();
  }

  private static int number(String name, Map<String, Integer> numbers) {
    Integer known = numbers.putIfAbsent(name, numbers.size());
    return known == null ? numbers.size() - 1 : known;
  }

  /** Each stratum's honest accounts, ascending. */
  private int[][] pools(BitSet suspects, int count) {
    IntStream.Builder[] members = new IntStream.Builder[count];
    Arrays.setAll(members, stratum -> IntStream.builder());
    for (int account = 0; account < today.size(); account++) {
      if (!suspects.get(account) && !today.vector(account).account().silenced()) {
        for (int[] level : strata) {
          members[level[account]].add(account);
        }
      }
    }
    return Arrays.stream(members).map(of -> of.build().toArray()).toArray(int[][]::new);
  }

  /**
   * An account of a distinct unit for each of the set's, as far as there are any: it may be
   * smaller. Nobody of the set itself is drawn, who may be most of those that are like him.
   */
  int[] draw(int[] set) {
    draws++;
    for (int account : set) {
      taken[today.unit(account)] = draws;
    }
    int[] drawn = new int[set.length];
    int size = 0;
    for (int account : set) {
      int match = match(account);
      if (match >= 0) {
        taken[today.unit(match)] = draws;
        drawn[size++] = match;
      }
    }
    return Arrays.copyOf(drawn, size);
  }

  private int match(int account) {
    for (int[] level : strata) {
      int[] pool = pools[level[account]];
      for (int i = 0; i < TRIES && pool.length >= LEAST_POOL; i++) {
        int match = pool[dice.below(pool.length)];
        if (taken[today.unit(match)] != draws) {
          return match;
        }
      }
    }
    return -1;
  }

  private static int ageBand(AccountProfile profile, Instant asOf) {
    Instant signedUpAt = profile.signedUpAt();
    if (signedUpAt == null) {
      return 0;
    }
    long days = Math.max(0, Duration.between(signedUpAt, asOf).toDays());
    return days < 3 ? 1 : days < 14 ? 2 : days < 60 ? 3 : 4;
  }
}
