package io.stillwatch.features;

import java.util.Collection;

/** Shannon's entropy as a share of the most that there could be. */
final class Entropy {
  private Entropy() {}

  /**
   * From 0 to 1.
   *
   * @param all the sum of the counts
   * @param most how many different things there could have been, at least 2
   */
  static double normalised(Collection<Integer> counts, int all, int most) {
    double[] ascending = counts.stream().mapToDouble(count -> count).sorted().toArray();
    double bits = 0;
    for (double count : ascending) {
      double share = count / all;
      bits -= share * StrictMath.log(share);
    }
    return Math.max(0, Math.min(1, bits / StrictMath.log(most)));
  }
}
