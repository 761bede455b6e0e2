package io.stillwatch.benchmarks.networks;

import io.stillwatch.detector.chance.Dice;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Honest accounts by number. Popular prompts, clients, carriers and affixes are Zipf's, and there
 * are more of them in a larger town; four in ten prompts are an account's own. One account of eight
 * is an organisation's, one of twelve shares a household's card. Who asks behind a popular prompt
 * asks what others ask, too, every other time.
 */
final class Town {
  private static final List<String> COUNTRIES =
      List.of("US", "US", "US", "IN", "IN", "DE", "BR", "GB", "FR", "JP", "KR", "ID", "NL", "CA");
  private static final int SEATS = 8;
  private static final double MEAN_AGE = 150 * 86_400.0;

  private final long seed;
  private final int size;
  private final Zipf prompts;
  private final Zipf questions = new Zipf(2_000, 1);
  private final Zipf clients = new Zipf(400, 1.2);
  private final Zipf carriers;
  private final Zipf affixes;

  Town(int size, long seed) {
    this.size = size;
    this.seed = seed;
    prompts = new Zipf(Math.max(100, size / 250), 1.05);
    carriers = new Zipf(Math.max(100, size / 50), 0.8);
    affixes = new Zipf(Math.max(100, size / 200), 1.05);
  }

  int size() {
    return size;
  }

  FeatureVector honest(int number, Instant asOf) {
    return honest(number, asOf, 0);
  }

  /**
   * As honest, but with other prompts of its own.
   *
   * @param period 0: those of today
   */
  FeatureVector honest(int number, Instant asOf, int period) {
    Dice dice = new Dice(Dice.mix(seed + number));
    Draft draft = new Draft("honest-" + Integer.toHexString(number));
    if (dice.below(8) == 0) {
      draft.of("organisation-" + dice.below(Math.max(1, size / (8 * SEATS))));
    }
    person(draft, dice, number, asOf);
    int strands = 1 + dice.below(3);
    for (int i = 0; i < strands; i++) {
      prompt(draft, dice, 1L * number << 20 | period << 4 | i, 0.9 / strands, asOf);
    }
    return draft.vector(asOf);
  }

  /** Whether the account calls on a day, so many days ago. */
  boolean isActive(int number, int daysAgo) {
    Dice dice = new Dice(Dice.mix(seed + 31L * number) + daysAgo);
    return dice.unit() < 0.85 && age(number).toDays() >= daysAgo;
  }

  /** What honest people, and those who want to look like them, have besides prompts. */
  void person(Draft draft, Dice dice, int number, Instant asOf) {
    String country = COUNTRIES.get(dice.below(COUNTRIES.size()));
    draft
        .paying(dice.unit() < 0.7 ? "pay-as-you-go" : "team")
        .from(country)
        .aged(age(number))
        .calling(Math.round(Math.exp(2 + 5 * dice.unit() * dice.unit() + 2 * dice.unit())))
        .with(LinkFamily.INSTRUMENT, dice.below(12) == 0 ? -1 - number / 3 : number, 1)
        .with(LinkFamily.ISSUER, country.hashCode() * 10L + dice.below(10), 1)
        .with(LinkFamily.EMAIL, dice.below(300), 1)
        .with(LinkFamily.CLIENT, clients.draw(dice), 0.8)
        .with(LinkFamily.ADDRESS, -1L - number, 0.6);
    if (dice.unit() < 0.5) {
      draft.with(LinkFamily.ADDRESS, carriers.draw(dice), 0.4);
    }
    if (dice.unit() < 0.3) {
      draft.with(LinkFamily.AFFIX, affixes.draw(dice), 0.3);
    }
  }

  /** A prompt that many have, or one's own. */
  void prompt(Draft draft, Dice dice, long own, double share, Instant asOf) {
    boolean popular = dice.unit() < 0.6;
    int prompt = prompts.draw(dice);
    long[] bodies = new long[3 + dice.below(10)];
    for (int i = 0; i < bodies.length; i++) {
      boolean common = popular && dice.unit() < 0.5;
      bodies[i] = Dice.mix(common ? 10_000L * prompt + questions.draw(dice) : dice.nextLong());
    }
    int variant = popular ? Math.max(0, dice.below(12) - 8) : 0;
    int[] hours = Draft.hours(dice, asOf, 168, 0);
    draft.prompting(popular ? prompt : -1 - own, variant, share, bodies, hours);
  }

  private Duration age(int number) {
    Dice dice = new Dice(Dice.mix(seed + number) + 1);
    return Duration.ofSeconds(3600 + (long) (-Math.log(1 - dice.unit()) * MEAN_AGE));
  }
}
