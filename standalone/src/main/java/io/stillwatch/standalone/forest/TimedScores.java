package io.stillwatch.standalone.forest;

import io.stillwatch.detector.forest.IsolationForest;

/**
 * The scores of rows, and how long a row takes on one thread.
 *
 * @param nanosARow of the fastest of several passes over all rows: the first ones are slow, for
 *     Java has not compiled the walk yet
 */
@SuppressWarnings("ArrayRecordComponent") // Never leaves the package.
record TimedScores(double[] scores, double nanosARow) {
  private static final int LEAST_PASSES = 3;
  private static final long LEAST_NANOS = 300_000_000;

  static TimedScores of(IsolationForest forest, float[][] rows) {
    double[] scores = new double[rows.length];
    long fastest = Long.MAX_VALUE;
    long spent = 0;
    for (int pass = 0; pass < LEAST_PASSES || spent < LEAST_NANOS; pass++) {
      long start = System.nanoTime();
      for (int i = 0; i < rows.length; i++) {
        scores[i] = forest.score(rows[i]);
      }
      long took = System.nanoTime() - start;
      fastest = Math.min(fastest, took);
      spent += took;
    }
    return new TimedScores(scores, (double) fastest / rows.length);
  }
}
