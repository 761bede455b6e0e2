package io.stillwatch.sketch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that keys a deployment's sketches. Whoever has it can test guesses of prompts against
 * sketches; keep it where prompts are. Immutable.
 */
public final class SketchKey {
  /** The fewest bytes of a secret. */
  public static final int MIN_BYTES = 16;

  private final byte[] secret;
  private final int id;

  private SketchKey(byte[] secret) {
    this.secret = secret.clone();
    this.id = Math.max(1, (int) derive("id") & Integer.MAX_VALUE);
  }

  /** Throws IllegalArgumentException for fewer than 16 bytes. */
  public static SketchKey of(byte[] secret) {
    if (secret.length < MIN_BYTES) {
      throw new IllegalArgumentException(
          "a sketch key has at least " + MIN_BYTES + " bytes, not " + secret.length);
    }
    return new SketchKey(secret);
  }

  /** A key of 32 random bytes. */
  public static SketchKey random() {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    return new SketchKey(secret);
  }

  /** Names the key without giving it away; never 0. */
  public int id() {
    return id;
  }

  SipHash hash(String purpose) {
    return new SipHash(derive(purpose + "/0"), derive(purpose + "/1"));
  }

  long derive(String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return ByteBuffer.wrap(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no HmacSHA256", e);
    }
  }

  @Override
  public String toString() {
    return "SketchKey " + Integer.toHexString(id);
  }
}
