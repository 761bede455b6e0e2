package io.stillwatch.detector.bundle;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** Signatures by the JDK (RFC 8032) over a message that no other format shares. */
final class Ed25519 {
  static final String NAME = "Ed25519";

  private static final byte[] DOMAIN =
      "stillwatch.v1.ModelBundle\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PACK_DOMAIN =
      "stillwatch.v1.EvidencePack\0".getBytes(StandardCharsets.US_ASCII);
  private static final int KEY_ID_BYTES = 8;

  private Ed25519() {}

  /** What is signed for a bundle of that digest. */
  static byte[] message(byte[] digest) {
    return message(DOMAIN, digest);
  }

  /** What is signed for an evidence pack of that digest. */
  static byte[] packMessage(byte[] digest) {
    return message(PACK_DOMAIN, digest);
  }

  private static byte[] message(byte[] domain, byte[] digest) {
    byte[] message = new byte[domain.length + digest.length];
    System.arraycopy(domain, 0, message, 0, domain.length);
    System.arraycopy(digest, 0, message, domain.length, digest.length);
    return message;
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("a Java without SHA-256", impossible);
    }
  }

  static String keyId(PublicKey key) {
    return HexFormat.of().formatHex(sha256(key.getEncoded()), 0, KEY_ID_BYTES);
  }

  /** False for whatever is no signature at all, too. */
  static boolean verifies(PublicKey key, byte[] message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(NAME);
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }

  static PrivateKey privateKey(byte[] encoded, Path file) {
    try {
      return KeyFactory.getInstance(NAME).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException malformed) {
      throw new IllegalArgumentException(file + " holds no Ed25519 private key", malformed);
    }
  }

  static PublicKey publicKey(byte[] encoded, Path file) {
    try {
      return KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException malformed) {
      throw new IllegalArgumentException(file + " holds no Ed25519 public key", malformed);
    }
  }
}
