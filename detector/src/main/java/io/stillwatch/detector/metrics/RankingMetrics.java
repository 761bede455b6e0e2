package io.stillwatch.detector.metrics;

import java.util.stream.IntStream;

/**
 * How well scores tell anomalies from other rows; a higher score should be an anomaly. All rows of
 * one score are taken or left together. Making it costs O(n log n), each figure O(n) after that.
 * Immutable.
 */
public final class RankingMetrics {
  private final int anomalies;
  private final int others;

  /** By falling score, after each group of equal scores: how many of both classes are above. */
  private final int[] found;

  private final int[] alarmed;
  private final int groups;

  private RankingMetrics(double[] anomalous, double[] ordinary) {
    this.anomalies = anomalous.length;
    this.others = ordinary.length;
    this.found = new int[anomalies + others];
    this.alarmed = new int[anomalies + others];
    this.groups = merge(anomalous, ordinary);
  }

  /**
   * Throws IllegalArgumentException for NaN, for another number of labels than of scores, and where
   * one class is empty.
   *
   * @param scores may be infinite
   * @param labels true for an anomaly
   */
  public static RankingMetrics of(double[] scores, boolean[] labels) {
    if (scores.length != labels.length) {
      throw new IllegalArgumentException(
          scores.length + " scores for " + labels.length + " labels");
    }
    for (int i = 0; i < scores.length; i++) {
      if (Double.isNaN(scores[i])) {
        throw new IllegalArgumentException("score " + i + " is " + scores[i]);
      }
    }
    double[] anomalous = ascending(scores, labels, true);
    double[] ordinary = ascending(scores, labels, false);
    if (anomalous.length == 0 || ordinary.length == 0) {
      throw new IllegalArgumentException(
          anomalous.length + " anomalies and " + ordinary.length + " other rows; both are needed");
    }
    return new RankingMetrics(anomalous, ordinary);
  }

  /**
   * The area under the ROC curve: the chance that an anomaly scores above another row, a tie
   * counted half (Mann and Whitney 1947). 0 to 1; exact but for one division.
   */
  public double auroc() {
    long halves = 0;
    for (int group = 0; group < groups; group++) {
      int foundBefore = group == 0 ? 0 : found[group - 1];
      int alarmedBefore = group == 0 ? 0 : alarmed[group - 1];
      halves += (long) (alarmed[group] - alarmedBefore) * (foundBefore + found[group]);
    }
    return halves / (2.0 * anomalies * others);
  }

  /**
   * The mean of the precision at each threshold, weighted by the recall that it adds; nothing is
   * interpolated between thresholds. Above 0, at most 1.
   */
  public double averagePrecision() {
    double sum = 0;
    for (int group = 0; group < groups; group++) {
      int added = found[group] - (group == 0 ? 0 : found[group - 1]);
      sum += (double) added * found[group] / (found[group] + alarmed[group]);
    }
    return sum / anomalies;
  }

  /**
   * The largest recall, 0 to 1, of a threshold that alarms at most that share of the other rows.
   */
  public double recallAtFalsePositiveRate(double rate) {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException("false-positive rate is not within 0 to 1: " + rate);
    }
    int most = 0;
    for (int group = 0; group < groups; group++) {
      most = (double) alarmed[group] / others <= rate ? found[group] : most;
    }
    return (double) most / anomalies;
  }

  public int anomalies() {
    return anomalies;
  }

  public int others() {
    return others;
  }

  /** Walks both classes down from the top; gives the number of distinct scores. */
  private int merge(double[] anomalous, double[] ordinary) {
    int group = 0;
    int a = anomalous.length;
    int o = ordinary.length;
    while (a > 0 || o > 0) {
      double threshold = Math.max(top(anomalous, a), top(ordinary, o));
      while (a > 0 && anomalous[a - 1] == threshold) {
        a--;
      }
      while (o > 0 && ordinary[o - 1] == threshold) {
        o--;
      }
      found[group] = anomalous.length - a;
      alarmed[group++] = ordinary.length - o;
    }
    return group;
  }

  private static double top(double[] ascending, int left) {
    return left > 0 ? ascending[left - 1] : Double.NEGATIVE_INFINITY;
  }

  private static double[] ascending(double[] scores, boolean[] labels, boolean label) {
    return IntStream.range(0, scores.length)
        .filter(i -> labels[i] == label)
        .mapToDouble(i -> scores[i])
        .sorted()
        .toArray();
  }
}
