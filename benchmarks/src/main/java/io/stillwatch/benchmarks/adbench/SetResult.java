package io.stillwatch.benchmarks.adbench;

import io.stillwatch.detector.forest.IsolationForest;
import io.stillwatch.detector.metrics.RankingMetrics;

/**
 * What the forest reached on one set, grown on all of it and scoring all of it, as ADBench's
 * unsupervised protocol has it.
 *
 * @param fitMillis of the fastest seed
 * @param scoreNanos a row, of the fastest seed
 */
record SetResult(
    String name,
    int rows,
    int features,
    long anomalies,
    Sample auroc,
    Sample averagePrecision,
    double fitMillis,
    double scoreNanos) {

  static SetResult of(LabelledSet set, int trees, int sampleSize, int seeds) {
    double[] aurocs = new double[seeds];
    double[] precisions = new double[seeds];
    long fit = Long.MAX_VALUE;
    long score = Long.MAX_VALUE;
    for (int seed = 0; seed < seeds; seed++) {
      long start = System.nanoTime();
      IsolationForest forest = IsolationForest.fit(set.values(), trees, sampleSize, seed + 1L);
      long fitted = System.nanoTime();
      double[] scores = forest.scores(set.values());
      score = Math.min(score, System.nanoTime() - fitted);
      fit = Math.min(fit, fitted - start);
      RankingMetrics ranking = RankingMetrics.of(scores, set.labels());
      aurocs[seed] = ranking.auroc();
      precisions[seed] = ranking.averagePrecision();
    }
    return new SetResult(
        set.name(),
        set.values().length,
        set.features(),
        set.anomalies(),
        Sample.of(aurocs),
        Sample.of(precisions),
        fit / 1e6,
        (double) score / set.values().length);
  }
}
