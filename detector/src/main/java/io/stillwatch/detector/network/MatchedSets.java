package io.stillwatch.detector.network;

import io.stillwatch.detector.chance.Dice;
import io.stillwatch.features.AccountProfile;
import io.stillwatch.features.FeatureVector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
  private final Map<String, int[]> pools = new HashMap<>();

  /**
   * @param suspects accounts that are no honest match for anybody
   */
  MatchedSets(Population today, BitSet suspects, Dice dice) {
    this.today = today;
    this.dice = dice;
    Map<String, List<Integer>> members = new HashMap<>();
    for (int account = 0; account < today.size(); account++) {
      if (!suspects.get(account) && !today.vector(account).account().silenced()) {
        for (int level = 0; level < LEVELS; level++) {
          members.computeIfAbsent(stratum(account, level), s -> new ArrayList<>()).add(account);
        }
      }
    }
    members.forEach(
        (stratum, accounts) ->
            pools.put(stratum, accounts.stream().mapToInt(Integer::intValue).toArray()));
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
    for (int level = 0; level < LEVELS; level++) {
      int[] pool = pools.getOrDefault(stratum(account, level), new int[0]);
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
