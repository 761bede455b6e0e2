package io.stillwatch.features.strands;

import io.stillwatch.features.Strand;
import java.util.List;

/**
 * A prompt frame.
 *
 * @param key as {@link Strand#frameKey}; never 0
 * @param bands as {@link Strand#frameBands}; empty: near frames are told by the key alone
 */
public record FollowedFrame(long key, List<Long> bands) {
  public FollowedFrame {
    if (key == 0) {
      throw new IllegalArgumentException("a frame with the key 0");
    }
    if (!bands.isEmpty() && bands.size() != Strand.BAND_WORDS) {
      throw new IllegalArgumentException(
          "bands of a frame are 0 or " + Strand.BAND_WORDS + " numbers, not " + bands.size());
    }
    bands = List.copyOf(bands);
  }
}
