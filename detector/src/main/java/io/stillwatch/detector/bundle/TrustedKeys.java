package io.stillwatch.detector.bundle;

import com.google.protobuf.InvalidProtocolBufferException;
import io.stillwatch.detector.Judge;
import io.stillwatch.v1.ModelBundle;
import io.stillwatch.v1.SignedBundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The public keys whose model files, or evidence packs, are believed. Immutable; safe for any
 * number of threads.
 */
public final class TrustedKeys {
  /** Longer files are refused unread. */
  public static final int MAX_BYTES = 256 << 20;

  private final Map<String, PublicKey> keys = new HashMap<>();

  private TrustedKeys(List<PublicKey> keys) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("no key is trusted: no model file could ever be opened");
    }
    keys.forEach(key -> this.keys.put(Ed25519.keyId(key), key));
  }

  /** Reads X.509 PEM files. Throws IllegalArgumentException for files that hold no Ed25519 key. */
  public static TrustedKeys read(List<Path> pems) {
    List<PublicKey> keys = new ArrayList<>();
    for (Path pem : pems) {
      try {
        keys.add(Ed25519.publicKey(Pem.read(pem, Pem.PUBLIC), pem));
      } catch (IOException unreadable) {
        throw new UncheckedIOException("cannot read the trusted key " + pem, unreadable);
      }
    }
    return new TrustedKeys(keys);
  }

  static TrustedKeys of(List<PublicKey> keys) {
    return new TrustedKeys(keys);
  }

  /**
   * Checks digest and signature, then parses, then checks the contents. Throws {@link
   * BundleRejected}.
   */
  public Judge open(byte[] signedBundle) {
    if (signedBundle.length > MAX_BYTES) {
      throw new BundleRejected("a model file of " + signedBundle.length + " bytes is too long");
    }
    SignedBundle envelope = envelope(signedBundle);
    byte[] bundle = envelope.getBundle().toByteArray();
    verify(envelope, bundle);
    try {
      return Judge.of(ModelBundle.parseFrom(bundle));
    } catch (InvalidProtocolBufferException broken) {
      throw new BundleRejected("the signed bytes are no model bundle", broken);
    }
  }

  /** Whether a key is among them. */
  public boolean hold(String keyId) {
    return keys.containsKey(keyId);
  }

  /**
   * Whether it is that key's signature of an evidence pack; false for a key that is not trusted.
   */
  public boolean signedPack(String keyId, byte[] pack, byte[] signature) {
    PublicKey key = keys.get(keyId);
    return key != null
        && Ed25519.verifies(key, Ed25519.packMessage(Ed25519.sha256(pack)), signature);
  }

  private void verify(SignedBundle envelope, byte[] bundle) {
    if (envelope.getSignature().isEmpty()) {
      throw new BundleRejected("the model file is not signed");
    }
    PublicKey key = keys.get(envelope.getKeyId());
    if (key == null) {
      throw new BundleRejected("signed by a key that is not trusted: \"" + shown(envelope) + '"');
    }
    byte[] digest = Ed25519.sha256(bundle);
    if (!MessageDigest.isEqual(digest, envelope.getSha256().toByteArray())) {
      throw new BundleRejected("the model file was changed: its digest does not fit");
    }
    byte[] signature = envelope.getSignature().toByteArray();
    if (!Ed25519.verifies(key, Ed25519.message(digest), signature)) {
      throw new BundleRejected("the model file's signature is not that of " + envelope.getKeyId());
    }
  }

  private static String shown(SignedBundle envelope) {
    String id = envelope.getKeyId();
    return id.length() <= 16 ? id : id.substring(0, 16) + "...";
  }

  private static SignedBundle envelope(byte[] signedBundle) {
    try {
      return SignedBundle.parseFrom(signedBundle);
    } catch (InvalidProtocolBufferException broken) {
      throw new BundleRejected("not a model file", broken);
    }
  }
}
