package io.stillwatch.features;

import java.util.List;

/**
 * One prompt frame's part of an account's traffic, from the sampled events of the last 7 days.
 *
 * @param frameBands the frame's 4 MinHash bands: equal frames agree on all, near frames on some
 * @param share share of the sampled events, 0 to 1
 * @param events sampled events
 * @param bodies hashes of the sampled bodies, ascending, at most 64
 * @param hours hours since 1970 (UTC) with a sampled event, ascending
 */
public record Strand(
    List<Long> frameBands, double share, int events, List<Long> bodies, List<Integer> hours) {
  public static final int BANDS = 4;

  public Strand {
    if (frameBands.size() != BANDS) {
      throw new IllegalArgumentException("a frame has 4 bands, not " + frameBands.size());
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
}
