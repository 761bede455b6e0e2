package io.stillwatch.detector.network;

import java.util.Map;
import java.util.Set;

/**
 * A prompt frame or an affix that many units carry.
 *
 * @param what "prompt frame" or "affix"
 * @param cluster the frame cluster, or the affix's number
 * @param keys the carriers' frames' keys, or the affix
 * @param frames by their keys, what its frames are known by: the peak, or all; empty for an affix
 * @param peak whether many have the frame word for word, so that only its variants are its content
 * @param accounts today's accounts that carry it
 * @param units their distinct units
 * @param baselineUnits mean units a baseline day
 * @param unitsBefore who they were, of a novel key; else empty
 * @param logChance natural logarithm of the chance of as many, judged by the baseline
 * @param interest why it may lead to a network
 */
record ContentKey(
    String what,
    boolean frame,
    int cluster,
    Set<Long> keys,
    Map<Long, Frame> frames,
    boolean peak,
    NumberSet accounts,
    int units,
    double baselineUnits,
    Set<String> unitsBefore,
    double logChance,
    Interest interest) {
  private static final double NOVEL = 0.05;
  private static final double POPULAR = 0.25;

  /** Why a key may lead to a network. */
  enum Interest {
    NONE,
    /** It is content of a network that was verified the night before. */
    FOLLOWED,
    /** Too many units carry it for chance. */
    HOT
  }

  boolean hot() {
    return interest == Interest.HOT;
  }

  ContentKey asHot() {
    return with(Interest.HOT);
  }

  ContentKey asFollowed() {
    return with(Interest.FOLLOWED);
  }

  private ContentKey with(Interest other) {
    return new ContentKey(
        what,
        frame,
        cluster,
        keys,
        frames,
        peak,
        accounts,
        units,
        baselineUnits,
        unitsBefore,
        logChance,
        other);
  }

  /** Whether hardly anybody carried it before: then others came with it. */
  boolean novel() {
    return novel(baselineUnits, units);
  }

  static boolean novel(double baselineUnits, int units) {
    return baselineUnits <= NOVEL * units;
  }

  /** Whether so many carried it before that its users are no news. */
  boolean popular() {
    return baselineUnits >= POPULAR * units;
  }
}
