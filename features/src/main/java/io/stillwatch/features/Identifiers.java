package io.stillwatch.features;

import io.stillwatch.sketch.SipHash;

/**
 * 64-bit hashes of the platform's tokens. The tokens are keyed already, so this hash only has to be
 * even and the same everywhere.
 */
public final class Identifiers {
  private static final SipHash HASH = new SipHash(0x7374696c6c776174L, 0x63682d746f6b656eL);

  /** Logical shards of accounts. */
  public static final int SHARDS = 256;

  private static final int NARROWED = 24;

  private Identifiers() {}

  /** Never 0. */
  public static long hash(String token) {
    long hash = HASH.hash(token);
    return hash == 0 ? 1 : hash;
  }

  /** Logical shard of an account, 0 to 255. */
  public static int shard(String accountId) {
    return (int) (hash(accountId) & (SHARDS - 1));
  }

  /** Names one event of one source, in 40 bits. */
  static long event(String source, String eventId) {
    return narrow(hash(source.length() + "/" + source + eventId));
  }

  /**
   * Names a body, in 32 bits: two of different text are taken for one in one of 4 billion pairs,
   * which is far less often than honest strangers ask the same. 0 stays 0 alone.
   */
  public static long body(long hash) {
    long body = hash >>> Integer.SIZE;
    return body == 0 && hash != 0 ? 1 : body;
  }

  /** The upper 40 bits of a hash: enough to tell things of one account apart. 0 stays 0 alone. */
  static long narrow(long hash) {
    long narrow = hash >>> NARROWED;
    return narrow == 0 && hash != 0 ? 1 : narrow;
  }
}
