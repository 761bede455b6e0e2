package io.stillwatch.benchmarks.metrics;

import java.util.Arrays;
import java.util.Comparator;

/** How well scores rank anomalies before other rows. Equal scores share their places. */
public final class RankingMetrics {
  private RankingMetrics() {}

  /** The chance that an anomaly scores above another row. NaN without one of each. */
  public static double auroc(double[] scores, boolean[] labels) {
    Integer[] order = order(scores);
    double above = 0;
    long others = 0;
    long anomalies = 0;
    for (int from = 0; from < order.length; ) {
      int to = endOfTie(scores, order, from);
      long hits = hits(labels, order, from, to);
      long misses = to - from - hits;
      above += misses * (anomalies + hits / 2.0);
      anomalies += hits;
      others += misses;
      from = to;
    }
    return above / ((double) anomalies * others);
  }

  /** The area under precision over recall, in steps. NaN without an anomaly. */
  public static double averagePrecision(double[] scores, boolean[] labels) {
    Integer[] order = order(scores);
    double sum = 0;
    long anomalies = 0;
    for (int from = 0; from < order.length; ) {
      int to = endOfTie(scores, order, from);
      long hits = hits(labels, order, from, to);
      anomalies += hits;
      sum += hits * ((double) anomalies / to);
      from = to;
    }
    return sum / anomalies;
  }

  private static Integer[] order(double[] scores) {
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble((Integer i) -> scores[i]).reversed());
    return order;
  }

  private static int endOfTie(double[] scores, Integer[] order, int from) {
    int to = from + 1;
    while (to < order.length && scores[order[to]] == scores[order[from]]) {
      to++;
    }
    return to;
  }

  private static long hits(boolean[] labels, Integer[] order, int from, int to) {
    long hits = 0;
    for (int i = from; i < to; i++) {
      hits += labels[order[i]] ? 1 : 0;
    }
    return hits;
  }
}
