package io.stillwatch.evaluation.baselines;

import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.features.LinkKey;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * Something that accounts can share.
 *
 * @param signUpHour hours since 1970 of a sign-up that belongs to it; {@link #ANY_TIME}: none does
 */
record Attribute(LinkFamily family, long key, long signUpHour) {
  static final long ANY_TIME = Long.MIN_VALUE;

  private static final long SECONDS_AN_HOUR = 3600;

  /**
   * What an account carries of some families.
   *
   * @param leastShare of the account's sampled events, 0 to 1
   */
  static Set<Attribute> of(FeatureVector vector, Set<LinkFamily> families, double leastShare) {
    Set<Attribute> carried = new HashSet<>();
    for (LinkKey link : vector.links()) {
      if (families.contains(link.family()) && link.share() >= leastShare) {
        carried.add(new Attribute(link.family(), link.key(), ANY_TIME));
      }
    }
    return carried;
  }

  /** The e-mail patterns of an account together with the hour of its sign-up, where it is known. */
  static Set<Attribute> ofSignUp(FeatureVector vector) {
    Set<Attribute> carried = new HashSet<>();
    Instant signedUp = vector.account().signedUpAt();
    for (LinkKey link : vector.links()) {
      if (link.family() == LinkFamily.EMAIL && signedUp != null) {
        long hour = Math.floorDiv(signedUp.getEpochSecond(), SECONDS_AN_HOUR);
        carried.add(new Attribute(link.family(), link.key(), hour));
      }
    }
    return carried;
  }
}
