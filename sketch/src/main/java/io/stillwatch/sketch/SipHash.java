package io.stillwatch.sketch;

import java.nio.charset.StandardCharsets;

/**
 * SipHash-2-4, a keyed 64-bit hash: without its key nobody can find texts of a wished-for hash.
 * Immutable. After Aumasson and Bernstein, <i>SipHash: a fast short-input PRF</i> (2012).
 */
public final class SipHash {
  private final long k0;
  private final long k1;

  public SipHash(long k0, long k1) {
    this.k0 = k0;
    this.k1 = k1;
  }

  /** The hash of the text's UTF-8 bytes. */
  public long hash(String text) {
    return hash(text.getBytes(StandardCharsets.UTF_8));
  }

  public long hash(byte[] data) {
    return hash(data, data.length);
  }

  /** The hash of the first bytes. */
  long hash(byte[] data, int length) {
    Lanes lanes = new Lanes(k0, k1);
    int whole = length & ~7;
    for (int i = 0; i < whole; i += 8) {
      lanes.absorb(word(data, i, 8));
    }
    return lanes.finish(word(data, whole, length - whole) | ((long) length << 56));
  }

  /** The hash of a sequence of words, cheaper than that of their bytes. */
  long hash(long[] words, int from, int to) {
    Lanes lanes = new Lanes(k0, k1);
    for (int i = from; i < to; i++) {
      lanes.absorb(words[i]);
    }
    return lanes.finish((long) (to - from) << 59);
  }

  private static long word(byte[] data, int offset, int length) {
    long word = 0;
    for (int i = 0; i < length; i++) {
      word |= (data[offset + i] & 0xffL) << (8 * i);
    }
    return word;
  }

  private static final class Lanes {
    private long v0;
    private long v1;
    private long v2;
    private long v3;

    Lanes(long k0, long k1) {
      v0 = k0 ^ 0x736f6d6570736575L;
      v1 = k1 ^ 0x646f72616e646f6dL;
      v2 = k0 ^ 0x6c7967656e657261L;
      v3 = k1 ^ 0x7465646279746573L;
    }

    void absorb(long word) {
      v3 ^= word;
      round();
      round();
      v0 ^= word;
    }

    long finish(long last) {
      absorb(last);
      v2 ^= 0xff;
      for (int i = 0; i < 4; i++) {
        round();
      }
      return v0 ^ v1 ^ v2 ^ v3;
    }

    private void round() {
      v0 += v1;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v3;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 += v3;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 += v1;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v2 = Long.rotateLeft(v2, 32);
    }
  }
}
