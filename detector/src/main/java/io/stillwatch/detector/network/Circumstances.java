package io.stillwatch.detector.network;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * What else is known of a candidate when causes are looked for.
 *
 * @param novel whether some of the content had hardly any users before
 * @param popular whether all of it had many
 * @param knownMembers the share of the units that were customers before, whatever they asked
 * @param ownClient whether half of the units have client bundles that hardly anybody else has, as
 *     are an app's that ship with the prompt
 * @param countriesKnown whether honest sets could be matched by country
 * @param byCards whether the members were chosen by cards that they share
 */
record Circumstances(
    boolean novel,
    boolean popular,
    double knownMembers,
    boolean ownClient,
    boolean countriesKnown,
    boolean byCards) {
  private static final double MOST = 0.8;
  private static final double MANY = 0.5;

  static Circumstances of(Candidate candidate, Population today, BaselineContent baseline) {
    return new Circumstances(
        candidate.novel(),
        candidate.content().stream().allMatch(ContentKey::popular),
        share(candidate, member -> !baseline.isNew(today.vector(member).account())),
        OwnClient.share(candidate, today) >= MANY,
        share(candidate, member -> !today.vector(member).account().country().isEmpty()) >= MOST,
        candidate.byCards());
  }

  private static double share(Candidate candidate, IntPredicate asked) {
    int[] members = candidate.representatives();
    return (double) Arrays.stream(members).filter(asked).count() / members.length;
  }
}
