package io.stillwatch.detector.bundle;

/** A model file that may not be used; the message says why. */
public final class BundleRejected extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BundleRejected(String message) {
    super(message);
  }

  public BundleRejected(String message, Throwable cause) {
    super(message, cause);
  }
}
