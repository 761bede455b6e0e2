package io.stillwatch.detector.bundle;

import com.google.protobuf.ByteString;
import io.stillwatch.v1.ModelBundle;
import io.stillwatch.v1.SignedBundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.List;

/**
 * An Ed25519 private key that signs model files or evidence packs. Immutable; safe for any number
 * of threads.
 */
public final class SigningKey {
  private final PrivateKey privateKey;
  private final PublicKey publicKey;

  private SigningKey(PrivateKey privateKey, PublicKey publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /** A new key pair. */
  public static SigningKey generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(Ed25519.NAME).generateKeyPair();
      return new SigningKey(pair.getPrivate(), pair.getPublic());
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("a Java without Ed25519", missing);
    }
  }

  /**
   * Reads a PKCS#8 PEM file, with its public key beside it as {@code NAME.pub}; makes both if
   * absent. A new private key can be read by its owner alone. Throws IllegalArgumentException for
   * files that hold no such pair.
   */
  public static SigningKey readOrCreate(Path pem) {
    try {
      if (!Files.exists(pem)) {
        generate().write(pem);
      }
      return read(pem);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read or make the signing key " + pem, unreadable);
    }
  }

  /**
   * Reads such a pair. Throws IllegalArgumentException for files that hold none, and
   * UncheckedIOException for one that cannot be read.
   */
  public static SigningKey readPair(Path pem) {
    try {
      return read(pem);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read the signing key " + pem, unreadable);
    }
  }

  /** The signature of an evidence pack: 64 bytes. */
  public byte[] signPack(byte[] pack) {
    return signature(Ed25519.packMessage(Ed25519.sha256(pack)));
  }

  /** Names the public key. */
  public String keyId() {
    return Ed25519.keyId(publicKey);
  }

  /**
   * A secret that nobody makes without the private key, nor the private key of it: 32 bytes.
   *
   * @param purpose keeps secrets for one use apart from those for another
   */
  public byte[] secretFor(String purpose) {
    byte[] name = (purpose + '\0').getBytes(StandardCharsets.UTF_8);
    byte[] key = privateKey.getEncoded();
    byte[] both = new byte[name.length + key.length];
    System.arraycopy(name, 0, both, 0, name.length);
    System.arraycopy(key, 0, both, name.length, key.length);
    return Ed25519.sha256(both);
  }

  public SignedBundle sign(ModelBundle bundle) {
    byte[] bytes = bundle.toByteArray();
    byte[] digest = Ed25519.sha256(bytes);
    return SignedBundle.newBuilder()
        .setBundle(ByteString.copyFrom(bytes))
        .setSha256(ByteString.copyFrom(digest))
        .setSignature(ByteString.copyFrom(signature(Ed25519.message(digest))))
        .setKeyId(Ed25519.keyId(publicKey))
        .build();
  }

  /** Trust in this key alone. */
  public TrustedKeys trusted() {
    return TrustedKeys.of(List.of(publicKey));
  }

  private byte[] signature(byte[] message) {
    try {
      Signature signature = Signature.getInstance(Ed25519.NAME);
      signature.initSign(privateKey);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("an Ed25519 key that does not sign", impossible);
    }
  }

  private void write(Path pem) throws IOException {
    Pem.write(publicPath(pem), Pem.PUBLIC, publicKey.getEncoded());
    Pem.writeSecret(pem, Pem.PRIVATE, privateKey.getEncoded());
  }

  private static SigningKey read(Path pem) throws IOException {
    PublicKey publicKey = Ed25519.publicKey(Pem.read(publicPath(pem), Pem.PUBLIC), publicPath(pem));
    SigningKey key = new SigningKey(Ed25519.privateKey(Pem.read(pem, Pem.PRIVATE), pem), publicKey);
    byte[] message = Ed25519.message(new byte[32]);
    if (!Ed25519.verifies(publicKey, message, key.signature(message))) {
      throw new IllegalArgumentException(publicPath(pem) + " is not the public key of " + pem);
    }
    return key;
  }

  private static Path publicPath(Path pem) {
    return pem.resolveSibling(pem.getFileName() + ".pub");
  }
}
