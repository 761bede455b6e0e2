package io.stillwatch.detector.network;

import io.stillwatch.features.Frames;
import io.stillwatch.features.Strand;
import io.stillwatch.v1.HotKey;
import java.util.List;

/**
 * A prompt frame, as strands and hot keys carry it.
 *
 * @param key two bits of each of its MinHash values
 * @param bands its 16 bands of 16 bits, four to a number; empty: not kept
 */
record Frame(long key, List<Long> bands) {
  /** Places. */
  private static final int VARIANT = 24;

  private static final int BITS = 16;
  private static final int BANDS_A_WORD = 4;
  private static final long PAIR = 1L << 40;

  static Frame of(Strand strand) {
    return new Frame(strand.frameKey(), strand.frameBands());
  }

  /** Throws IllegalArgumentException for bands of the wrong number. */
  static Frame of(HotKey key) {
    List<Long> bands = key.getFrameBandsList();
    if (!bands.isEmpty() && bands.size() != Strand.BAND_WORDS) {
      throw new IllegalArgumentException("a hot frame with " + bands.size() + " words of bands");
    }
    return new Frame(key.getKey(), bands);
  }

  boolean isNear(Frame other) {
    return Strand.sameFrame(key, other.key);
  }

  /** Whether it is nearly the same: a twentieth of its tokens replaced, at most. */
  boolean isVariantOf(Frame other) {
    return places(other) >= VARIANT;
  }

  /** In how many of the keys' 32 places they agree. */
  int places(Frame other) {
    return Frames.agreeing(key, other.key);
  }

  /**
   * What near frames are looked up by: the key itself, and each two neighbours of the 16 bands in a
   * ring. Frames of Jaccard similarity 0.75, which is a twentieth of their tokens replaced, share
   * one of these in 99 of 100 pairs, at 0.57 in 3 of 4.
   */
  long[] lookUps() {
    long[] lookUps = new long[bands.isEmpty() ? 1 : 1 + Strand.BANDS];
    lookUps[0] = key | Long.MIN_VALUE;
    for (int band = 0; band < lookUps.length - 1; band++) {
      lookUps[1 + band] = PAIR * (1 + band) | band(band) << BITS | band((band + 1) % Strand.BANDS);
    }
    return lookUps;
  }

  private long band(int band) {
    return bands.get(band / BANDS_A_WORD) >>> (BITS * (band % BANDS_A_WORD)) & 0xffff;
  }
}
