package io.stillwatch.evaluation.baselines;

import io.stillwatch.detector.chance.Dice;
import java.util.List;
import java.util.stream.IntStream;

/** A seeded draw without replacement. */
final class Draw {
  private Draw() {}

  /** All, in their order, if they are no more than {@code most}; else so many of them. */
  static <T> List<T> of(List<T> all, int most, long seed) {
    if (all.size() <= most) {
      return all;
    }
    int[] places = IntStream.range(0, all.size()).toArray();
    new Dice(seed).draw(places, most);
    return IntStream.of(places).limit(most).mapToObj(all::get).toList();
  }
}
