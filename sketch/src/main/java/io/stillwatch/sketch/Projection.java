package io.stillwatch.sketch;

/**
 * A signed feature hash: every distinct token and pair of neighbouring tokens adds to, or takes
 * from, one of 128 sums, and weighs as many bits as the number of its occurrences has. Angles
 * between projections estimate those between bags of words. Integers only. After Weinberger et al.,
 * <i>Feature hashing for large scale multitask learning</i> (2009).
 */
final class Projection {
  private static final int COORDINATES = PromptSketch.PROJECTION_BYTES;
  private static final int SIGN = COORDINATES;

  private final SipHash hash;

  Projection(SipHash hash) {
    this.hash = hash;
  }

  /** 128 bytes of -127 to 127, the largest of them 127; none without tokens. */
  byte[] of(TokenList tokens) {
    if (tokens.count() == 0) {
      return new byte[0];
    }
    Counts counts = new Counts(2 * tokens.count());
    for (int i = 0; i < tokens.count(); i++) {
      counts.add(hash.hash(tokens.values(), i, i + 1));
      if (i > 0) {
        counts.add(hash.hash(tokens.values(), i - 1, i + 1));
      }
    }
    return scaled(counts.sums());
  }

  /** 127 x / max |x|, rounded to the nearest whole number, halves away from 0. */
  private static byte[] scaled(int[] sums) {
    int max = 1;
    for (int sum : sums) {
      max = Math.max(max, Math.abs(sum));
    }
    byte[] scaled = new byte[sums.length];
    for (int i = 0; i < sums.length; i++) {
      int size = (254 * Math.abs(sums[i]) + max) / (2 * max);
      scaled[i] = (byte) (sums[i] < 0 ? -size : size);
    }
    return scaled;
  }

  /** How often each feature occurs, by its hash. */
  private static final class Counts {
    private final long[] features;
    private final int[] counts;

    Counts(int most) {
      features = new long[Integer.highestOneBit(most) << 2];
      counts = new int[features.length];
    }

    void add(long feature) {
      int at = (int) (feature >>> 32) & (features.length - 1);
      while (counts[at] != 0 && features[at] != feature) {
        at = (at + 1) & (features.length - 1);
      }
      features[at] = feature;
      counts[at]++;
    }

    int[] sums() {
      int[] sums = new int[COORDINATES];
      for (int at = 0; at < features.length; at++) {
        int weight = Integer.SIZE - Integer.numberOfLeadingZeros(counts[at]);
        int coordinate = (int) features[at] & (COORDINATES - 1);
        sums[coordinate] += (features[at] & SIGN) == 0 ? weight : -weight;
      }
      return sums;
    }
  }
}
