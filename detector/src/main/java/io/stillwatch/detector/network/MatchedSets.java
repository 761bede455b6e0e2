package io.stillwatch.detector.network;

import io.stillwatch.detector.chance.Dice;
import io.stillwatch.features.AccountProfile;
import io.stillwatch.features.FeatureVector;
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

  private final Population today;
  private final Dice dice;
  private final int[][] strata;
  private final int[][] pools;

  /**
   * @param suspects accounts that are no honest match for anybody
   */
  MatchedSets(Population today, BitSet suspects, Dice dice) {
    this.today = today;
    this.dice = dice;
    this.strata = new int[LEVELS][today.size()];
    Map<String, Integer> numbers = new HashMap<>();
    for (int level = 0; level < LEVELS; level++) {
      for (int account = 0; account < today.size(); account++) {
        int known = numbers.size();
        Integer before = numbers.putIfAbsent(level + stratum(account, level), known);
        strata[level][account] = before == null ? known : before;
      }
    }
    this.pools = pools(suspects, numbers.size());
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
   * smaller.
   */
  int[] draw(int[] set) {
    BitSet units = new BitSet();
    int[] drawn = new int[set.length];
    int size = 0;
    for (int account : set) {
      int match = match(account, units);
      if (match >= 0) {
        units.set(today.unit(match));
        drawn[size++] = match;
      }
    }
    return Arrays.copyOf(drawn, size);
  }

  private int match(int account, BitSet units) {
    for (int[] level : strata) {
      int[] pool = pools[level[account]];
      for (int i = 0; i < TRIES && pool.length >= LEAST_POOL; i++) {
        int match = pool[dice.below(pool.length)];
        if (!units.get(today.unit(match))) {
          return match;
        }
      }
    }
    return -1;
  }

  private String stratum(int account, int level) {
    FeatureVector vector = today.vector(account);
    AccountProfile profile = vector.account();
    String age = ageBand(profile, vector.asOf());
    return switch (level) {
      case 0 -> age + '\n' + profile.plan() + '\n' + profile.country();
      case 1 -> age + '\n' + profile.plan();
      case 2 -> age;
      default -> "";
    };
  }

  private static String ageBand(AccountProfile profile, Instant asOf) {
    Instant signedUpAt = profile.signedUpAt();
    if (signedUpAt == null) {
      return "unknown";
    }
    long days = Math.max(0, Duration.between(signedUpAt, asOf).toDays());
    return days < 3 ? "days" : days < 14 ? "weeks" : days < 60 ? "months" : "old";
  }
}
