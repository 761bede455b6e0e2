package io.stillwatch.benchmarks.leaks;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How often an attacker has a higher score than a look-alike, ties by half, each kind of look-alike
 * with the same weight; with an interval of 95 % by resampling campaigns and honest groups.
 */
record Auroc(double value, double low, double high) {
  private static final int RESAMPLES = 400;

  /**
   * @param kinds of honest customers, for each account; empty for an attacker
   */
  static Auroc of(int[] groups, String[] kinds, double[] scores, Random random) {
    Integer[] order = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> scores[i]));
    double[] weights = weights(kinds);
    double[] again = new double[RESAMPLES];
    int[] distinct = Arrays.stream(groups).distinct().toArray();
    for (int i = 0; i < RESAMPLES; i++) {
      Map<Integer, Integer> times = new HashMap<>();
      for (int draw = 0; draw < distinct.length; draw++) {
        times.merge(distinct[random.nextInt(distinct.length)], 1, Integer::sum);
      }
      double[] drawn = new double[weights.length];
      for (int j = 0; j < drawn.length; j++) {
        drawn[j] = weights[j] * times.getOrDefault(groups[j], 0);
      }
      again[i] = value(order, kinds, scores, drawn);
    }
    Arrays.sort(again);
    return new Auroc(
        value(order, kinds, scores, weights),
        again[RESAMPLES / 40],
        again[RESAMPLES - 1 - RESAMPLES / 40]);
  }

  private static double[] weights(String[] kinds) {
    Map<String, Integer> sizes = new HashMap<>();
    for (String kind : kinds) {
      sizes.merge(kind, 1, Integer::sum);
    }
    return Arrays.stream(kinds).mapToDouble(kind -> 1.0 / sizes.getOrDefault(kind, 1)).toArray();
  }

  private static double value(Integer[] order, String[] kinds, double[] scores, double[] weights) {
    double below = 0;
    double won = 0;
    double attackers = 0;
    for (int from = 0; from < order.length; ) {
      double honestHere = 0;
      double attackHere = 0;
      int to = from;
      for (; to < order.length && scores[order[to]] == scores[order[from]]; to++) {
        if (kinds[order[to]].isEmpty()) {
          attackHere += weights[order[to]];
        } else {
          honestHere += weights[order[to]];
        }
      }
      won += attackHere * (below + honestHere / 2);
      below += honestHere;
      attackers += attackHere;
      from = to;
    }
    return attackers * below == 0 ? 0.5 : won / (attackers * below);
  }
}
