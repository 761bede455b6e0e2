package io.stillwatch.detector.evidence;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names that stand for identifiers within one pack: HMAC-SHA-256 under a key of the pack, cut to
 * 128 bits. The pack's key is itself an HMAC, of the pack's id under the platform's secret. So who
 * has only packs can neither try ids nor link two packs, and the platform can do both.
 */
final class Pseudonyms {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 16;

  private final byte[] key;

  /**
   * @param secret the platform's
   * @param packId never the same twice
   */
  Pseudonyms(byte[] secret, String packId) {
    this.key = hmac(secret, packId);
  }

  String account(String accountId) {
    return named("account\0" + accountId);
  }

  String sharedKey(int family, long sharedKey) {
    return named("key\0" + family + '\0' + Long.toHexString(sharedKey));
  }

  private String named(String identifier) {
    return HexFormat.of().formatHex(Arrays.copyOf(hmac(key, identifier), BYTES));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
    }
  }
}
