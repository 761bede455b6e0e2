package io.stillwatch.detector.bundle;

import io.stillwatch.v1.ModelBundle;
import io.stillwatch.v1.SignedBundle;
import java.nio.file.Path;

/** An Ed25519 private key that signs model files. */
public final class SigningKey {
  private SigningKey() {}

  /** A new key pair. */
  public static SigningKey generate() {
    throw new UnsupportedOperationException();
  }

  /** Reads a PKCS#8 PEM file, with its public key beside it as {@code NAME.pub}; makes both if absent. */
  public static SigningKey readOrCreate(Path pem) {
    throw new UnsupportedOperationException(pem.toString());
  }

  public SignedBundle sign(ModelBundle bundle) {
    throw new UnsupportedOperationException(bundle.toString());
  }

  public TrustedKeys trusted() {
    throw new UnsupportedOperationException();
  }
}
