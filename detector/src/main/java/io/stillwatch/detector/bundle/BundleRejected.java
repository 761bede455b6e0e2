package io.stillwatch.detector.bundle;

/** A model file that may not be used; the message says why. */
public final class BundleRejected extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean ofOtherFeatures;

  public BundleRejected(String message) {
    super(message);
    this.ofOtherFeatures = false;
  }

  public BundleRejected(String message, Throwable cause) {
    super(message, cause);
    this.ofOtherFeatures = false;
  }

  private BundleRejected(String message, boolean ofOtherFeatures) {
    super(message);
    this.ofOtherFeatures = ofOtherFeatures;
  }

  /** A sound bundle, but of a build with another feature catalogue. */
  public static BundleRejected ofOtherFeatures(String message) {
    return new BundleRejected(message, true);
  }

  /** Whether the bundle is sound, but of a build with another feature catalogue. */
  public boolean isOfOtherFeatures() {
    return ofOtherFeatures;
  }
}
