package io.stillwatch.benchmarks.networks;

import io.stillwatch.detector.chance.Dice;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Accounts that came together: a campaign that hides a tenth to nine tenths of harvest among
 * ordinary prompts and pays with cards for one to six accounts, a launch, or a class.
 *
 * @param number tells groups of one kind apart
 */
record Group(Kind kind, int number, int size) {
  private static final long KEYS = 1L << 40;
  private static final int A_DAY = 86_400;

  enum Kind {
    CAMPAIGN,
    LAUNCH,
    CLASS
  }

  /** What a member does; who is idle has ordinary prompts alone. */
  enum Manner {
    AT_WORK,
    IDLE,
    CLOSED
  }

  boolean isPlanted() {
    return kind == Kind.CAMPAIGN;
  }

  String account(int member) {
    return kind.name().toLowerCase(Locale.ROOT) + '-' + number + '-' + member;
  }

  List<FeatureVector> vectors(Town town, Instant asOf) {
    return IntStream.range(0, size)
        .mapToObj(member -> vector(town, member, Duration.ofDays(4), Manner.AT_WORK, asOf))
        .toList();
  }

  /**
   * A member.
   *
   * @param since how long the group has been there
   */
  FeatureVector vector(Town town, int member, Duration since, Manner manner, Instant asOf) {
    Dice dice = new Dice(Dice.mix(key(member) + 1));
    Draft draft = new Draft(account(member)).closed(manner == Manner.CLOSED);
    switch (kind) {
      case CAMPAIGN -> harvest(draft, town, dice, member, manner, asOf);
      case LAUNCH -> use(draft, town, dice, member, asOf);
      case CLASS -> learn(draft, dice, member, asOf);
    }
    return draft
        .aged(since.minusSeconds(dice.below(Math.max(1, (int) since.toSeconds() - A_DAY))))
        .vector(asOf);
  }

  private void harvest(Draft draft, Town town, Dice dice, int member, Manner manner, Instant asOf) {
    town.person(draft, dice, stranger(member), asOf);
    draft.withOnly(LinkFamily.INSTRUMENT, key(KEYS / 2 + member / 6));
    double share = 0.1 + 0.8 * dice.unit();
    int[] hours = Draft.hours(dice, asOf, 72, 0);
    if (manner != Manner.IDLE) {
      draft.prompting(key(0), dice.below(64), share, own(dice, 12), hours);
    }
    town.prompt(draft, dice, key(member), 1 - share, asOf);
  }

  /** An app whose users ask the same every third time. */
  private void use(Draft draft, Town town, Dice dice, int member, Instant asOf) {
    town.person(draft, dice, stranger(member), asOf);
    draft.withOnly(LinkFamily.CLIENT, key(1));
    long[] bodies = own(dice, 9);
    for (int i = 0; i < 3; i++) {
      bodies[i] = Dice.mix(key(100 + dice.below(40)));
    }
    draft.prompting(key(0), 0, 0.9, bodies, Draft.hours(dice, asOf, 96, 0));
  }

  private void learn(Draft draft, Dice dice, int member, Instant asOf) {
    long[] exercises = new long[6];
    for (int i = 0; i < exercises.length; i++) {
      exercises[i] = Dice.mix(key(100 + dice.below(10)));
    }
    draft
        .from("DE")
        .calling(40 + dice.below(10))
        .with(LinkFamily.INSTRUMENT, key(KEYS / 2 + member), 1)
        .with(LinkFamily.EMAIL, key(2), 1)
        .with(LinkFamily.ADDRESS, key(3), 0.9)
        .with(LinkFamily.CLIENT, 0, 1)
        .prompting(key(0), 0, 0.8, exercises, Draft.hours(dice, asOf, 96, 0));
  }

  /** A number that no honest account has. */
  private int stranger(int member) {
    return Integer.MIN_VALUE + (int) (Dice.mix(key(member)) >>> 34);
  }

  private static long[] own(Dice dice, int count) {
    return LongStream.generate(dice::nextLong).limit(count).toArray();
  }

  private long key(long part) {
    return KEYS * (1 + 3L * number + kind.ordinal()) + part;
  }
}
