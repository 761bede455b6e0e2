package io.stillwatch.evaluation.baselines;

import io.stillwatch.detector.forest.IsolationForest;
import io.stillwatch.features.FeatureVector;
import java.util.List;

/**
 * The detector's isolation forest without anything around it: no peers, personas, networks or
 * crowding. 256 trees of 256 rows (Liu, Ting and Zhou 2008) are grown on the trusted accounts'
 * values as they are; the score is the paper's, 0 to 1. It tells who is odd. A campaign is not odd
 * if it is alike and near to honest people. All are 0 if fewer than two accounts are trusted. Costs
 * a walk through each tree for an account.
 */
final class ForestAlone implements Baseline {
  private final long seed;

  ForestAlone(long seed) {
    this.seed = seed;
  }

  @Override
  public String name() {
    return "isolation_forest";
  }

  @Override
  public double[] scores(ScoredDay day) {
    List<FeatureVector> trusted = day.trusted();
    if (trusted.size() < 2) {
      return new double[day.today().size()];
    }
    float[][] rows = trusted.stream().map(ForestAlone::row).toArray(float[][]::new);
    IsolationForest forest = IsolationForest.fit(rows, seed);
    return day.today().stream().mapToDouble(vector -> forest.score(row(vector))).toArray();
  }

  /** Beyond single precision a value is the largest one, as in training. */
  private static float[] row(FeatureVector vector) {
    double[] values = vector.values();
    float[] row = new float[values.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, values[i]));
    }
    return row;
  }
}
