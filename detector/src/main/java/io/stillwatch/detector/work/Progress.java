package io.stillwatch.detector.work;

/** Hears how far long work has come. Called by whichever thread did the work, one at a time. */
@FunctionalInterface
public interface Progress {
  /** Hears nothing. */
  Progress UNHEARD = (done, of) -> {};

  /**
   * So much is done. Throwing stops all threads of the work, which then throws the same: a {@link
   * java.util.concurrent.CancellationException} is the way to cancel it.
   */
  void done(int done, int of);
}
