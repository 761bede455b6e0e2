package io.stillwatch.detector.network;

import io.stillwatch.features.Strand;

/** The bands of a prompt frame in one number, 16 bits each, as FRAME links carry them. */
final class FrameBands {
  /** Ways to choose two of the four bands: frames are near if they agree on one such pair. */
  static final int PAIRS = 6;

  private static final int BITS = 16;
  private static final int[] FIRST = {0, 0, 0, 1, 1, 2};
  private static final int[] SECOND = {1, 2, 3, 2, 3, 3};

  private FrameBands() {}

  static long packed(Strand strand) {
    long packed = 0;
    for (int band = 0; band < Strand.BANDS; band++) {
      packed |= (strand.frameBands().get(band) & 0xffff) << (BITS * band);
    }
    return packed;
  }

  /** The same number for frames that agree on that pair of bands, and for no others. */
  static long pair(long packed, int pair) {
    return (long) pair << (2 * BITS)
        | band(packed, FIRST[pair]) << BITS
        | band(packed, SECOND[pair]);
  }

  private static long band(long packed, int band) {
    return (packed >>> (BITS * band)) & 0xffff;
  }
}
