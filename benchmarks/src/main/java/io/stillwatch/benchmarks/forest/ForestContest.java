package io.stillwatch.benchmarks.forest;

import io.stillwatch.benchmarks.contest.Contender;
import io.stillwatch.benchmarks.contest.Work;
import io.stillwatch.benchmarks.peers.OneClassSvm;
import io.stillwatch.benchmarks.peers.OnnxForest;
import io.stillwatch.benchmarks.peers.RandomCuts;
import io.stillwatch.detector.crowding.Crowd;
import io.stillwatch.detector.crowding.Crowding;
import io.stillwatch.detector.crowding.CrowdingSettings;
import io.stillwatch.detector.crowding.FeatureGroup;
import io.stillwatch.detector.forest.IsolationForest;
import io.stillwatch.detector.metrics.RankingMetrics;
import io.stillwatch.detector.work.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Our forests and their peers, grown on the same rows and scoring the same others. Contenders carry
 * the names of the results' keys. One thread.
 */
final class ForestContest implements AutoCloseable {
  static final int SCORED_ROWS = 4096;
  static final int BATCH = 64;

  private static final List<Integer> TREES = List.of(100, 256);
  private static final List<Integer> SAMPLE_SIZES = List.of(256, 1024);
  private static final int ROWS_OF_CUTS = 10_000;
  private static final int ROWS_OF_SVM = 3_000;
  private static final int FITS = 64;
  private static final int ACCOUNTS_OF_CROWDING = 20_000;
  private static final int NIGHTS_OF_CROWDING = 5;
  private static final int FORESTS_TO_WEIGH = 32;

  private final long seed;
  private final float[][] training;
  private final float[][] scored;
  private final double[][] wideScored;
  private final float[][][] batches;
  private final boolean[] outliers;
  private final Map<String, IsolationForest> forests = new LinkedHashMap<>();
  private final Map<Integer, OnnxForest> onnx = new LinkedHashMap<>();
  private final RandomCuts cuts;
  private final OneClassSvm svm;
  private final List<OneClassSvm.Row> svmRows;

  ForestContest(int rows, int features, long seed) {
    SegmentedRows source = new SegmentedRows(features, seed);
    this.seed = seed;
    this.training = source.next(rows).values();
    SegmentedRows.Rows others = source.next(SCORED_ROWS);
    this.scored = others.values();
    this.outliers = others.outliers();
    this.wideScored = Arrays.stream(scored).map(ForestContest::wide).toArray(double[][]::new);
    this.batches =
        IntStream.range(0, SCORED_ROWS / BATCH)
            .mapToObj(i -> Arrays.copyOfRange(scored, i * BATCH, (i + 1) * BATCH))
            .toArray(float[][][]::new);
    growForests();
    this.cuts = new RandomCuts(head(training, ROWS_OF_CUTS), seed);
    this.svm = new OneClassSvm(head(training, ROWS_OF_SVM));
    this.svmRows = svm.ready(scored);
  }

  List<Contender> contenders() {
    List<Contender> contenders = new ArrayList<>();
    forests.forEach((size, forest) -> contenders.add(byRow("single_ns_" + size, single(forest))));
    forests.forEach((size, forest) -> contenders.add(byBatch("batch_ns_" + size, batch(forest))));
    for (int trees : TREES) {
      String size = size(trees, 256);
      contenders.add(byRow("attribution_ns_" + size, attribution(forest(size))));
    }
    onnx.forEach((trees, peer) -> contenders.add(byRow("onnx_single_ns_" + trees, single(peer))));
    onnx.forEach((trees, peer) -> contenders.add(byRow("onnx_pinned_ns_" + trees, pinned(peer))));
    onnx.forEach((trees, peer) -> contenders.add(byBatch("onnx_batch_ns_" + trees, batch(peer))));
    contenders.add(byRow("rcf_ns_100", sum(i -> cuts.score(scored[i]))));
    contenders.add(byRow("svm_ns", sum(i -> svm.score(svmRows.get(i)))));
    for (int trees : TREES) {
      contenders.add(new Contender("fit_ms_" + trees, FITS, 1, fit(trees)));
    }
    return contenders;
  }

  /** AUROC over the scored rows, by key. */
  Map<String, Double> aurocs() {
    Map<String, Double> aurocs = new LinkedHashMap<>();
    forests.forEach(
        (size, forest) -> aurocs.put("auroc_" + size, auroc(i -> forest.score(scored[i]))));
    aurocs.put("rcf_auroc", auroc(i -> cuts.score(scored[i])));
    aurocs.put("svm_auroc", auroc(i -> svm.score(svmRows.get(i))));
    return aurocs;
  }

  /**
   * The largest difference of a score in ONNX Runtime to ours, which a float's precision bounds.
   */
  double largestOnnxDifference() {
    double largest = 0;
    for (int trees : TREES) {
      IsolationForest ours = forest(size(trees, 256));
      OnnxForest peer = peer(trees);
      for (float[] row : scored) {
        largest = Math.max(largest, Math.abs(peer.score(row) - ours.score(row)));
      }
    }
    return largest;
  }

  /** Bytes of heap that a forest takes, by key; the mean of several. */
  Map<String, Long> bytes() {
    Map<String, Long> bytes = new LinkedHashMap<>();
    for (int trees : TREES) {
      for (int sampleSize : SAMPLE_SIZES) {
        bytes.put("forest_bytes_" + size(trees, sampleSize), bytes(trees, sampleSize));
      }
    }
    return bytes;
  }

  /**
   * What one account costs when crowding is asked of 100 trees over all features: ranks, growing,
   * both counts and the answer. The best of several nights, whose baseline is as large.
   */
  double crowdingNanos() {
    int accounts = Math.min(ACCOUNTS_OF_CROWDING, training.length / 2);
    Crowd before = crowd(Arrays.copyOf(training, accounts));
    Crowd now = crowd(Arrays.copyOfRange(training, accounts, 2 * accounts));
    CrowdingSettings settings = new CrowdingSettings(100, 8192, 20, 0, 1, 3, 1, seed);
    FeatureGroup all = new FeatureGroup("all", IntStream.range(0, training[0].length).toArray());
    long best = Long.MAX_VALUE;
    for (int night = 0; night < NIGHTS_OF_CROWDING; night++) {
      long start = System.nanoTime();
      Crowding.of(before, now, List.of(all), settings, Progress.UNHEARD);
      best = Math.min(best, System.nanoTime() - start);
    }
    return (double) best / accounts;
  }

  /** All of one persona, trusted, and of no organisation. */
  private static Crowd crowd(float[][] rows) {
    boolean[] trusted = new boolean[rows.length];
    Arrays.fill(trusted, true);
    return new Crowd(
        rows,
        new int[rows.length],
        IntStream.range(0, rows.length).toArray(),
        LongStream.range(0, rows.length).toArray(),
        trusted);
  }

  @Override
  public void close() {
    onnx.values().forEach(OnnxForest::close);
  }

  private void growForests() {
    for (int sampleSize : SAMPLE_SIZES) {
      for (int trees : TREES) {
        forests.put(
            size(trees, sampleSize), IsolationForest.fit(training, trees, sampleSize, seed));
      }
    }
    TREES.forEach(trees -> onnx.put(trees, new OnnxForest(forest(size(trees, 256)))));
  }

  private long bytes(int trees, int sampleSize) {
    IsolationForest[] kept = new IsolationForest[FORESTS_TO_WEIGH];
    long before = usedHeap();
    Arrays.setAll(kept, i -> IsolationForest.fit(training, trees, sampleSize, seed + i));
    long after = usedHeap();
    if (kept[FORESTS_TO_WEIGH - 1].trees() != trees) {
      throw new IllegalStateException("a forest lost trees"); // And all are alive until here.
    }
    return (after - before) / FORESTS_TO_WEIGH;
  }

  @SuppressWarnings("SystemGc") // Nothing else says what is alive.
  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private double auroc(IntToDoubleFunction score) {
    double[] scores = new double[SCORED_ROWS];
    Arrays.setAll(scores, score);
    return RankingMetrics.of(scores, outliers).auroc();
  }

  private IsolationForest forest(String size) {
    return of(forests, size);
  }

  private OnnxForest peer(int trees) {
    return of(onnx, trees);
  }

  private static <K, V> V of(Map<K, V> map, K key) {
    V value = map.get(key);
    if (value == null) {
      throw new IllegalArgumentException("there is none of size " + key);
    }
    return value;
  }

  private Work single(IsolationForest forest) {
    return (from, count) -> {
      double sum = 0;
      for (int i = from; i < from + count; i++) {
        sum += forest.score(scored[i]);
      }
      return sum;
    };
  }

  private Work batch(IsolationForest forest) {
    return inBatches(rows -> Arrays.stream(forest.scores(rows)).sum());
  }

  private Work attribution(IsolationForest forest) {
    return (from, count) -> {
      double sum = 0;
      for (int i = from; i < from + count; i++) {
        sum += forest.attribution(wideScored[i])[0];
      }
      return sum;
    };
  }

  private Work single(OnnxForest peer) {
    return (from, count) -> {
      double sum = 0;
      for (int i = from; i < from + count; i++) {
        sum += peer.score(scored[i]);
      }
      return sum;
    };
  }

  private Work pinned(OnnxForest peer) {
    return sum(i -> peer.scorePinned(scored[i]));
  }

  private Work batch(OnnxForest peer) {
    return inBatches(rows -> Arrays.stream(peer.scores(rows)).sum());
  }

  private Work inBatches(ToDoubleFunction<float[][]> sum) {
    return (from, count) -> {
      double all = 0;
      for (int i = from / BATCH; i < (from + count) / BATCH; i++) {
        all += sum.applyAsDouble(batches[i]);
      }
      return all;
    };
  }

  private Work fit(int trees) {
    return sum(i -> IsolationForest.fit(training, trees, 256, seed + i).expectedBits());
  }

  private static Work sum(IntToDoubleFunction score) {
    return (from, count) -> {
      double sum = 0;
      for (int i = from; i < from + count; i++) {
        sum += score.applyAsDouble(i);
      }
      return sum;
    };
  }

  private static Contender byRow(String name, Work work) {
    return new Contender(name, SCORED_ROWS, 1, work);
  }

  private static Contender byBatch(String name, Work work) {
    return new Contender(name, SCORED_ROWS, BATCH, work);
  }

  /** Such as 100, and 100_1024 for a sample size that is not the paper's 256. */
  private static String size(int trees, int sampleSize) {
    return sampleSize == 256 ? String.valueOf(trees) : trees + "_" + sampleSize;
  }

  private static float[][] head(float[][] rows, int count) {
    return Arrays.copyOf(rows, Math.min(count, rows.length));
  }

  private static double[] wide(float[] row) {
    return IntStream.range(0, row.length).mapToDouble(i -> row[i]).toArray();
  }
}
