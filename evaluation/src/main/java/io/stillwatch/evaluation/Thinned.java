package io.stillwatch.evaluation;

import io.stillwatch.evaluation.judgement.Threshold;
import java.util.ArrayList;
import java.util.List;

/** A curve's points as far as a picture can show them. */
final class Thinned {
  private static final double STEP = 0.002;
  private static final double FACTOR = 1.05;

  private Thinned() {}

  /**
   * The first and the last, and in between those that lie a 500th of recall or precision, or a
   * twentieth of the rate of false positives, from the one before.
   */
  static List<Threshold> of(List<Threshold> all) {
    List<Threshold> some = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (i == 0 || i == all.size() - 1 || isApart(all.get(i), some.get(some.size() - 1))) {
        some.add(all.get(i));
      }
    }
    return some;
  }

  private static boolean isApart(Threshold one, Threshold before) {
    return one.recall() - before.recall() >= STEP
        || Math.abs(one.precision() - before.precision()) >= STEP
        || one.falsePositives() > FACTOR * before.falsePositives();
  }
}
