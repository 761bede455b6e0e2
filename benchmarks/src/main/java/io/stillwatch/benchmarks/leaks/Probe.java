package io.stillwatch.benchmarks.leaks;

import io.stillwatch.benchmarks.leaks.Observed.Account;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Boosted trees (XGBoost) on the form of accounts. Each account is scored by trees that have seen
 * neither its campaign nor its honest group.
 */
final class Probe {
  private static final int FOLDS = 4;
  private static final int TREES = 60;

  private final List<Account> accounts;
  private final String[] kinds;
  private final boolean[] attack;
  private final double[] scores;
  private final String[] names;
  private final Map<String, Double> gains = new HashMap<>();

  /**
   * @param kinds of honest customers, for each account; empty for an attacker
   * @param without numbers of the form that are left out
   */
  private Probe(List<Account> accounts, String[] kinds, long seed, Set<String> without) {
    this.accounts = accounts;
    this.kinds = kinds;
    this.attack = new boolean[kinds.length];
    this.scores = new double[kinds.length];
    for (int i = 0; i < kinds.length; i++) {
      attack[i] = kinds[i].isEmpty();
    }
    this.names =
        accounts.stream()
            .flatMap(account -> account.numbers().keySet().stream())
            .distinct()
            .filter(name -> !without.contains(name))
            .sorted()
            .toArray(String[]::new);
    try {
      for (int fold = 0; fold < FOLDS; fold++) {
        run(fold, seed);
      }
    } catch (XGBoostError broken) {
      throw new IllegalStateException(broken);
    }
  }

  /** Scores all of them. */
  static Probe of(List<Account> accounts, long seed) {
    return of(accounts, seed, Set.of());
  }

  /** The same without some of the numbers. */
  static Probe of(List<Account> accounts, long seed, Set<String> without) {
    return new Probe(accounts, kinds(accounts), seed, without);
  }

  /** As if the accounts of that honest kind were the attackers; the others must all be honest. */
  static Probe ofKind(List<Account> honest, String kind, long seed) {
    String[] kinds = kinds(honest);
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = kinds[i].equals(kind) ? "" : kinds[i];
    }
    return new Probe(honest, kinds, seed, Set.of());
  }

  /** The same with the truth dealt out anew. */
  static Probe shuffled(List<Account> accounts, long seed) {
    String[] kinds = kinds(accounts);
    Collections.shuffle(Arrays.asList(kinds), new Random(seed));
    return new Probe(accounts, kinds, seed, Set.of());
  }

  private static String[] kinds(List<Account> accounts) {
    return accounts.stream()
        .map(account -> account.attack() ? "" : account.truth().persona())
        .toArray(String[]::new);
  }

  private void run(int fold, long seed) throws XGBoostError {
    int[] known = rows(fold, false);
    int[] others = rows(fold, true);
    if (others.length == 0) {
      return;
    }
    DMatrix training = matrix(known);
    training.setLabel(labels(known));
    training.setWeight(weights(known));
    Map<String, Object> settings =
        Map.of(
            "objective",
            "binary:logistic",
            "eta",
            0.15,
            "max_depth",
            4,
            "subsample",
            0.8,
            "colsample_bytree",
            0.8,
            "tree_method",
            "hist",
            "nthread",
            1,
            "seed",
            seed,
            "verbosity",
            0);
    Booster trees = XGBoost.train(training, settings, TREES, Map.of(), null, null);
    DMatrix test = matrix(others);
    float[][] predicted = trees.predict(test);
    for (int i = 0; i < others.length; i++) {
      scores[others[i]] = predicted[i][0];
    }
    trees
        .getScore(names, Booster.FeatureImportanceType.TOTAL_GAIN)
        .forEach((name, gain) -> gains.merge(name, gain, Double::sum));
    training.dispose();
    test.dispose();
    trees.dispose();
  }

  private int[] rows(int fold, boolean within) {
    int[] rows = new int[attack.length];
    int count = 0;
    for (int i = 0; i < rows.length; i++) {
      if ((accounts.get(i).group() % FOLDS == fold) == within) {
        rows[count++] = i;
      }
    }
    return Arrays.copyOf(rows, count);
  }

  private DMatrix matrix(int[] rows) throws XGBoostError {
    float[] values = new float[rows.length * names.length];
    for (int i = 0; i < rows.length; i++) {
      Map<String, Double> numbers = accounts.get(rows[i]).numbers();
      for (int j = 0; j < names.length; j++) {
        values[i * names.length + j] = numbers.getOrDefault(names[j], Double.NaN).floatValue();
      }
    }
    return new DMatrix(values, rows.length, names.length, Float.NaN);
  }

  private float[] labels(int[] rows) {
    float[] labels = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      labels[i] = attack[rows[i]] ? 1 : 0;
    }
    return labels;
  }

  /** Each kind of honest customers weighs as much, and attackers as much as all of them. */
  private float[] weights(int[] rows) {
    Map<String, Integer> sizes = new HashMap<>();
    for (int row : rows) {
      sizes.merge(kinds[row], 1, Integer::sum);
    }
    int honest = Math.max(1, sizes.size() - 1);
    float[] weights = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double share = rows.length / 2.0 / sizes.getOrDefault(kinds[rows[i]], 1);
      weights[i] = (float) (attack[rows[i]] ? share : share / honest);
    }
    return weights;
  }

  /** Of all accounts that were scored. */
  Auroc auroc(long seed) {
    return auroc(accounts, seed);
  }

  /** Of some of them only. */
  Auroc auroc(List<Account> some, long seed) {
    Map<String, Integer> index = new HashMap<>();
    for (int i = 0; i < kinds.length; i++) {
      index.put(accounts.get(i).truth().accountId(), i);
    }
    int[] rows =
        some.stream().mapToInt(one -> index.getOrDefault(one.truth().accountId(), 0)).toArray();
    return Auroc.of(
        Arrays.stream(rows).map(row -> accounts.get(row).group()).toArray(),
        Arrays.stream(rows).mapToObj(row -> kinds[row]).toArray(String[]::new),
        Arrays.stream(rows).mapToDouble(row -> scores[row]).toArray(),
        new Random(seed));
  }

  /** What the trees split by, with the share of their gain; the most useful first. */
  List<Map.Entry<String, Double>> reasons(int most) {
    double all = gains.values().stream().mapToDouble(gain -> gain).sum();
    return gains.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(most)
        .map(entry -> Map.entry(entry.getKey(), entry.getValue() / all))
        .toList();
  }
}
