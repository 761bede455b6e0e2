package io.stillwatch.sketch;

import java.util.Arrays;

/**
 * Signatures whose equal places estimate the Jaccard similarity of two sets of shingles. One keyed
 * hash a shingle, turned into many by multiply-add: O(shingles × values). After Broder, <i>On the
 * resemblance and containment of documents</i> (1997).
 */
final class MinHash {
  private final SipHash shingleHash;
  private final int shingle;
  private final long[] multipliers;
  private final long[] offsets;

  MinHash(SketchKey key, String purpose, int shingle, int values) {
    this.shingleHash = key.hash(purpose);
    this.shingle = shingle;
    this.multipliers = new long[values];
    this.offsets = new long[values];
    for (int i = 0; i < values; i++) {
      multipliers[i] = key.derive(purpose + "/multiplier/" + i) | 1;
      offsets[i] = key.derive(purpose + "/offset/" + i);
    }
  }

  /** The signature of the shingles of the first tokens; empty when there are too few for one. */
  int[] signature(TokenList tokens, int most) {
    int count = Math.min(tokens.count(), most);
    if (count < shingle) {
      return new int[0];
    }
    int[] least = new int[multipliers.length];
    Arrays.fill(least, -1);
    for (int i = 0; i + shingle <= count; i++) {
      lower(least, shingleHash.hash(tokens.values(), i, i + shingle));
    }
    return least;
  }

  private void lower(int[] least, long hash) {
    for (int i = 0; i < least.length; i++) {
      int value = (int) ((hash * multipliers[i] + offsets[i]) >>> 32);
      if (Integer.compareUnsigned(value, least[i]) < 0) {
        least[i] = value;
      }
    }
  }
}
