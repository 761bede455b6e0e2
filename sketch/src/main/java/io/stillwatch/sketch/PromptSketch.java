package io.stillwatch.sketch;

import org.jspecify.annotations.Nullable;

/**
 * What is left of a prompt: keyed hashes, counters and sizes. Comparable only with sketches of the
 * same key.
 *
 * @param keyId the key that hashed it, never 0
 * @param frameMinHash 32 values, or none when the prompt has no frame
 * @param bodyMinHash 64 values, or none when the body is shorter than 5 tokens
 * @param prefixHash of the first 24 tokens of the last user message; null when it is shorter
 * @param suffixHash of the last 24 tokens of the last user message; null when it is shorter
 * @param systemTokens null: no system prompt
 * @param projection 128 signed bytes, the signed feature hash of the user's masked tokens; empty
 *     when there is no token
 * @param intents what the prompt asks for; null: not looked for
 * @param language of the user's messages, ISO 639-1 in lower case; "" when not determined
 * @param alias the same prompt under the key that is being retired; null: none is
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
    int assistantMessages,
    byte[] projection,
    @Nullable Intents intents,
    String language,
    @Nullable SketchAlias alias) {
  /** Values of a frame's MinHash. */
  public static final int FRAME_VALUES = 32;

  /** Values of a body's MinHash. */
  public static final int BODY_VALUES = 64;

  /** Bytes of a projection. */
  public static final int PROJECTION_BYTES = 128;

  /** Bands of a frame. */
  public static final int BANDS = 16;

  /** Two-bit places of a {@link #frameKey()}. */
  public static final int KEY_PLACES = 32;

  /**
   * How many places of two frame keys must agree to call the frames near. Frames of Jaccard
   * similarity j agree in a place with probability j + (1 - j) / 4, unrelated ones with 1/4: these
   * reach 18 of 32 in 1 of 6,200 pairs; frames of j = 0.57 (a tenth of the tokens replaced) reach
   * it in 94 of 100 pairs.
   */
  public static final int SAME_FRAME = 18;

  /** Topics a {@link #topic()} tells apart. */
  public static final int TOPICS = 64;

  private static final int ROWS = 2;
  private static final int TOPIC_BITS = 6;
  private static final int TOPIC_STRIDE = PROJECTION_BYTES / TOPIC_BITS;
  private static final long LOW_BITS = 0x5555555555555555L;
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
    if (projection.length != 0 && projection.length != PROJECTION_BYTES) {
      throw new IllegalArgumentException(
          "a projection has " + PROJECTION_BYTES + " bytes, not " + projection.length);
    }
    if (!language.isEmpty() && !isLanguage(language)) {
      throw new IllegalArgumentException(
          "a language has two or three letters of a to z, or none; this has "
              + language.length()
              + " characters");
    }
    if (alias != null && alias.keyId() == keyId) {
      throw new IllegalArgumentException("an alias under the sketch's own key " + keyId);
    }
  }

  /** Whether it is written as a language is: two or three letters of a to z. */
  public static boolean isLanguage(String text) {
    boolean letters = text.length() == 2 || text.length() == 3;
    for (int i = 0; letters && i < text.length(); i++) {
      letters = text.charAt(i) >= 'a' && text.charAt(i) <= 'z';
    }
    return letters;
  }

  /**
   * The frame in 64 bits: the lowest two bits of each of its 32 values, value i in the bits 2i and
   * 2i + 1. 0 when there is no frame; 1 where it would be 0. Compared by {@link #agreeing}.
   */
  public long frameKey() {
    return frameKey(frameMinHash);
  }

  static long frameKey(int[] frameMinHash) {
    if (frameMinHash.length == 0) {
      return 0;
    }
    long key = 0;
    for (int i = 0; i < FRAME_VALUES; i++) {
      key |= (frameMinHash[i] & 3L) << (2 * i);
    }
    return key == 0 ? 1 : key;
  }

  /**
   * How many of the 32 places of two frame keys agree, 0 to 32. With a key of 0, no frame, nothing
   * agrees.
   */
  public static int agreeing(long frameKey, long other) {
    if (frameKey == 0 || other == 0) {
      return 0;
    }
    long different = frameKey ^ other;
    return KEY_PLACES - Long.bitCount((different | different >>> 1) & LOW_BITS);
  }

  /**
   * The frame's 16 bands of 16 bits for look-up: band b in the bits 16 (b mod 4) and up of word b /
   * 4; no word when there is no frame. Band b hashes the values 2b and 2b + 1, so frames of Jaccard
   * similarity j agree on a band with probability j²: equal frames on all, frames at 0.57 on at
   * least one in 99.8 of 100 pairs, unrelated ones on one in 4,000.
   */
  public long[] frameBands() {
    if (frameMinHash.length == 0) {
      return new long[0];
    }
    long[] bands = new long[BANDS / 4];
    for (int band = 0; band < BANDS; band++) {
      bands[band / 4] |= (BAND_HASH.hash(rows(band), 0, ROWS) & 0xffff) << (16 * (band % 4));
    }
    return bands;
  }

  /**
   * One of 64 coarse topics, from the signs of six sums over 21 coordinates of the projection each
   * (bit s is set when coordinates 21 s to 21 s + 20 add up to more than 0; the last two take no
   * part); -1 without projection. Under another key topics have other numbers.
   */
  public int topic() {
    if (projection.length == 0) {
      return -1;
    }
    int topic = 0;
    for (int bit = 0; bit < TOPIC_BITS; bit++) {
      int sum = 0;
      for (int i = bit * TOPIC_STRIDE; i < (bit + 1) * TOPIC_STRIDE; i++) {
        sum += projection[i];
      }
      topic |= sum > 0 ? 1 << bit : 0;
    }
    return topic;
  }

  /**
   * One hash of the whole body; 0 when there is none. Bodies of equal MinHash have equal hashes.
   */
  public long bodyHash() {
    return bodyHash(bodyMinHash);
  }

  static long bodyHash(short[] bodyMinHash) {
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
      rows[row] = frameMinHash[band * ROWS + row] & 0xffffffffL;
    }
    return rows;
  }

  @Override
  public String toString() {
    return "PromptSketch of " + userTokens + " tokens";
  }
}
