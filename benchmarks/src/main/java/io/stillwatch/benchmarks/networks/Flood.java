package io.stillwatch.benchmarks.networks;

import io.stillwatch.detector.chance.Dice;
import io.stillwatch.features.FeatureVector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An attacker who wants discovery to choke: each of his accounts has eight prompts, each prompt
 * about twelve accounts, and no two prompts the same.
 */
final class Flood {
  private static final int PROMPTS_AN_ACCOUNT = 8;
  private static final long KEYS = 1L << 60;

  private Flood() {}

  static List<FeatureVector> vectors(int prompts, Town town, Instant asOf) {
    return IntStream.range(0, prompts + prompts / 2)
        .mapToObj(account -> vector(account, prompts, town, asOf))
        .toList();
  }

  private static FeatureVector vector(int account, int prompts, Town town, Instant asOf) {
    Dice dice = new Dice(Dice.mix(KEYS + account));
    Draft draft = new Draft("flood-" + account);
    town.person(draft, dice, Integer.MIN_VALUE / 2 + account, asOf);
    draft.aged(Duration.ofDays(2));
    for (int i = 0; i < PROMPTS_AN_ACCOUNT; i++) {
      long prompt = Math.floorMod(account + Dice.mix(i), (long) prompts);
      long[] bodies = {dice.nextLong(), dice.nextLong()};
      draft.prompting(KEYS + prompt, 0, 0.12, bodies, Draft.hours(dice, asOf, 48, 0));
    }
    return draft.vector(asOf);
  }
}
