package io.stillwatch.detector.network;

/**
 * How many members show a trait, and what matched honest sets show.
 *
 * @param sharing members that show it, one a unit
 * @param members all, one a unit
 * @param mostMatched the largest share of any matched set, 0 to 1
 * @param logChance natural logarithm of the chance that honest accounts show as much
 * @param stands whether it is too many for chance, and not a few among many
 */
record Finding(
    Trait trait, int sharing, int members, double mostMatched, double logChance, boolean stands) {
  double share() {
    return members == 0 ? 0 : (double) sharing / members;
  }

  /** The same, as if chance explained it. */
  Finding unproven() {
    return new Finding(trait, sharing, members, mostMatched, logChance, false);
  }
}
