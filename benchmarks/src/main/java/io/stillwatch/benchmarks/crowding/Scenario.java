package io.stillwatch.benchmarks.crowding;

import java.util.List;

/**
 * What happens between the baseline and tonight.
 *
 * @param features of an account, in groups of six
 * @param discrete whether every other feature is rounded to half a deviation
 * @param members newcomers who run one campaign
 * @param tells the features that they are alike in
 * @param shift how far from the middle of their persona they stand, over all tells together, in
 *     deviations
 * @param change what else happens, to honest accounts
 */
record Scenario(
    String name,
    int features,
    boolean discrete,
    int members,
    List<Integer> tells,
    double shift,
    Change change) {
  /** How much alike members are in a tell, in deviations. */
  static final double SPREAD = 0.3;

  /** What honest accounts do meanwhile. */
  enum Change {
    NOTHING,
    /** One persona moves by half a deviation in three features. */
    DRIFT,
    /** One persona grows by half. */
    GROWTH,
    /** All move by 0.3 deviations in every fourth feature. */
    SEASON,
    /** The three together. */
    ALL,
    /** A thousand newcomers of a persona are alike: an app was launched. */
    LAUNCH,
    /** Forty organisations of 300 alike accounts, of which half are new. */
    ORGANISATIONS,
    /** Half of the campaign was there on the baseline, trusted. */
    CONTAMINATION
  }

  boolean drifts() {
    return change == Change.DRIFT || change == Change.ALL;
  }

  boolean grows() {
    return change == Change.GROWTH || change == Change.ALL;
  }

  boolean hasSeason() {
    return change == Change.SEASON || change == Change.ALL;
  }
}
