package io.stillwatch.features;

import java.util.List;

/**
 * One prompt frame's part of an account's traffic, from the sampled events of the last 7 days.
 *
 * @param frameKey two bits of each value of the frame's MinHash, never 0: equal frames have equal
 *     keys, near ones agree in most places
 * @param frameBands the frame's 16 MinHash bands, four to a number and the first in the lowest 16
 *     bits: equal frames agree on all, near frames on some; empty where no sampled event kept them
 * @param share share of the sampled events, 0 to 1
 * @param events sampled events
 * @param bodies hashes of the sampled bodies, ascending, at most 64
 * @param hours hours since 1970 (UTC) with a sampled event, ascending
 */
public record Strand(
    long frameKey,
    List<Long> frameBands,
    double share,
    int events,
    List<Long> bodies,
    List<Integer> hours) {
  /** Bands of a frame. */
  public static final int BANDS = 16;

  /** Numbers that hold them. */
  public static final int BAND_WORDS = 4;

  public Strand {
    if (frameKey == 0) {
      throw new IllegalArgumentException("a strand without a frame");
    }
    if (!frameBands.isEmpty() && frameBands.size() != BAND_WORDS) {
      throw new IllegalArgumentException(
          "the bands of a frame are 4 numbers, not " + frameBands.size());
    }
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share of a strand is not within 0 to 1: " + share);
    }
    if (events < 1) {
      throw new IllegalArgumentException("a strand without events: " + events);
    }
    frameBands = List.copyOf(frameBands);
    bodies = List.copyOf(bodies);
    hours = List.copyOf(hours);
  }

  /** Whether two frames' keys agree in so many places that the frames are near. */
  public static boolean sameFrame(long frameKey, long other) {
    return Frames.near(frameKey, other);
  }
}
