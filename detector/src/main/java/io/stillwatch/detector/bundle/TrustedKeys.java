package io.stillwatch.detector.bundle;

import io.stillwatch.detector.Judge;
import java.nio.file.Path;
import java.util.List;

/** The public keys whose model files are believed. Immutable. */
public final class TrustedKeys {
  private TrustedKeys() {}

  /** Reads X.509 PEM files. */
  public static TrustedKeys read(List<Path> pems) {
    throw new UnsupportedOperationException(pems.toString());
  }

  /**
   * Checks digest and signature, then parses, then checks the contents. Throws {@link BundleRejected}.
   */
  public Judge open(byte[] signedBundle) {
    throw new UnsupportedOperationException(signedBundle.length + " bytes");
  }
}
