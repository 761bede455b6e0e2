package io.stillwatch.sketch;

import org.jspecify.annotations.Nullable;

/**
 * What is left of a prompt: keyed hashes and sizes. Comparable only with sketches of the same key.
 *
 * @param keyId the key that hashed it, never 0
 * @param frameMinHash 32 values, or none when the prompt has no frame
 * @param bodyMinHash 64 values, or none when the body is shorter than 5 tokens
 * @param prefixHash of the first 24 tokens of the last user message; null when it is shorter
 * @param suffixHash of the last 24 tokens of the last user message; null when it is shorter
 * @param systemTokens null: no system prompt
 */
@SuppressWarnings("ArrayRecordComponent") // Written once, then only read.
public record PromptSketch(
    int keyId,
    int[] frameMinHash,
    short[] bodyMinHash,
    @Nullable Long prefixHash,
    @Nullable Long suffixHash,
    @Nullable Integer systemTokens,
    int userTokens,
    int userMessages,
    int assistantMessages) {
  /** Values of a frame's MinHash. */
  public static final int FRAME_VALUES = 32;

  /** Values of a body's MinHash. */
  public static final int BODY_VALUES = 64;

  /** Bands of a frame. */
  public static final int BANDS = 4;

  private static final int ROWS = 3;
  private static final SipHash BAND_HASH = new SipHash(0x62616e6420686173L, 0x68206f6620612066L);
  private static final SipHash BODY_HASH = new SipHash(0x626f647920686173L, 0x68206f662061206dL);

  public PromptSketch {
    if (keyId == 0) {
      throw new IllegalArgumentException("key id 0 of a sketch");
    }
    if (frameMinHash.length != 0 && frameMinHash.length != FRAME_VALUES) {
      throw new IllegalArgumentException(
          "a frame has " + FRAME_VALUES + " values, not " + frameMinHash.length);
    }
    if (bodyMinHash.length != 0 && bodyMinHash.length != BODY_VALUES) {
      throw new IllegalArgumentException(
          "a body has " + BODY_VALUES + " values, not " + bodyMinHash.length);
    }
  }

  /**
   * The frame's four bands of 16 bits, the first in the lowest bits; 0 when there is no frame. Each
   * band hashes 3 of the 32 values, so frames of Jaccard similarity j agree on a band with
   * probability j³: equal frames on all four, frames at 0.8 on at least one in 94 of 100 pairs,
   * unrelated ones on none.
   */
  public long frameBands() {
    if (frameMinHash.length == 0) {
      return 0;
    }
    long bands = 0;
    for (int band = 0; band < BANDS; band++) {
      bands |= (BAND_HASH.hash(rows(band), 0, ROWS) & 0xffff) << (16 * band);
    }
    return bands == 0 ? 1 : bands;
  }

  /**
   * One hash of the whole body; 0 when there is none. Bodies of equal MinHash have equal hashes.
   */
  public long bodyHash() {
    if (bodyMinHash.length == 0) {
      return 0;
    }
    long[] words = new long[BODY_VALUES / 4];
    for (int i = 0; i < BODY_VALUES; i++) {
      words[i / 4] |= (bodyMinHash[i] & 0xffffL) << (16 * (i % 4));
    }
    long hash = BODY_HASH.hash(words, 0, words.length);
    return hash == 0 ? 1 : hash;
  }

  private long[] rows(int band) {
    long[] rows = new long[ROWS];
    for (int row = 0; row < ROWS; row++) {
      rows[row] = frameMinHash[band * (FRAME_VALUES / BANDS) + row] & 0xffffffffL;
    }
    return rows;
  }

  @Override
  public String toString() {
    return "PromptSketch of " + userTokens + " tokens";
  }
}
