package io.stillwatch.detector.evidence;

import io.stillwatch.detector.bundle.SigningKey;
import io.stillwatch.detector.bundle.TrustedKeys;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pack as a file: one JSON object with the pack and, behind it, its signature. What is signed are
 * the bytes of the pack as they stand there, so that checking needs no second opinion on how JSON
 * is written.
 */
public final class SealedPack {
  /** Longer files are refused unread. */
  public static final int MAX_BYTES = 64 << 20;

  private static final String HEAD = "{\"pack\":";
  private static final String SIGNATURE = ",\"signature\":";
  private static final Pattern TAIL =
      Pattern.compile(
          "\\{\"algorithm\":\"Ed25519\",\"key_id\":\"([0-9a-f]{16})\","
              + "\"value\":\"([A-Za-z0-9+/]{86}==)\"\\}\\}\\n?");

  private SealedPack() {}

  /** The file of a pack. */
  static byte[] seal(String pack, SigningKey key) {
    byte[] signature = key.signPack(pack.getBytes(StandardCharsets.UTF_8));
    String tail =
        String.format(
            "{\"algorithm\":\"Ed25519\",\"key_id\":\"%s\",\"value\":\"%s\"}}",
            key.keyId(), Base64.getEncoder().encodeToString(signature));
    return (HEAD + pack + SIGNATURE + tail + '\n').getBytes(StandardCharsets.UTF_8);
  }

  /** The pack that a trusted key signed, as JSON. Throws {@link PackRejected}. */
  public static String open(byte[] file, TrustedKeys keys) {
    if (file.length > MAX_BYTES) {
      throw new PackRejected("a file of " + file.length + " bytes is too long for a pack");
    }
    String text = new String(file, StandardCharsets.ISO_8859_1);
    int end = text.lastIndexOf(SIGNATURE);
    Matcher tail = TAIL.matcher(text.substring(end < 0 ? text.length() : end + SIGNATURE.length()));
    if (!text.startsWith(HEAD) || end < HEAD.length() || !tail.matches()) {
      throw new PackRejected("not an evidence pack, or one whose signature is broken");
    }
    String keyId = tail.group(1);
    if (!keys.hold(keyId)) {
      throw new PackRejected("signed by the key " + keyId + ", which is not trusted here");
    }
    byte[] pack = Arrays.copyOfRange(file, HEAD.length(), end);
    byte[] signature = Base64.getDecoder().decode(tail.group(2));
    boolean isOneForm = Base64.getEncoder().encodeToString(signature).equals(tail.group(2));
    if (!isOneForm || !keys.signedPack(keyId, pack, signature)) {
      throw new PackRejected("changed since it was signed, or not signed by " + keyId);
    }
    return new String(pack, StandardCharsets.UTF_8);
  }
}
