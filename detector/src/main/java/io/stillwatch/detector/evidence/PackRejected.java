package io.stillwatch.detector.evidence;

/** A file that is no evidence pack of a key that is trusted. The message says why. */
public final class PackRejected extends RuntimeException {
  private static final long serialVersionUID = 1;

  PackRejected(String why) {
    super(why);
  }
}
