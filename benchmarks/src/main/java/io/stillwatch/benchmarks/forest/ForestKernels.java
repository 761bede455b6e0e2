package io.stillwatch.benchmarks.forest;

import io.stillwatch.benchmarks.peers.OnnxForest;
import io.stillwatch.detector.forest.IsolationForest;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The forest's kernels, each call with the next of 4,096 rows; batches are of 64 rows. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first.
public class ForestKernels {
  private static final int ROWS = 4096;
  private static final int BATCH = 64;

  @Param({"100", "256"})
  int trees;

  @Param({"256", "1024"})
  int sampleSize;

  private float[][] training = {};
  private float[][] rows = {};
  private double[][] wideRows = {};
  private float[][][] batches = {};
  private IsolationForest forest;
  private OnnxForest onnx;
  private int next;

  /** Grows the forest on rows of 48 features. */
  @Setup
  public void grow() {
    SegmentedRows source = new SegmentedRows(48, 1);
    training = source.next(20_000).values();
    rows = source.next(ROWS).values();
    wideRows =
        Arrays.stream(rows)
            .map(row -> IntStream.range(0, row.length).mapToDouble(i -> row[i]).toArray())
            .toArray(double[][]::new);
    batches =
        IntStream.range(0, ROWS / BATCH)
            .mapToObj(i -> Arrays.copyOfRange(rows, i * BATCH, (i + 1) * BATCH))
            .toArray(float[][][]::new);
    forest = IsolationForest.fit(training, trees, sampleSize, 1);
    onnx = new OnnxForest(forest);
  }

  @TearDown
  public void close() {
    onnx.close();
  }

  @Benchmark
  public double score() {
    return forest.score(rows[place(ROWS)]);
  }

  @Benchmark
  public double[] attribution() {
    return forest.attribution(wideRows[place(ROWS)]);
  }

  @Benchmark
  public double onnxScore() {
    return onnx.score(rows[place(ROWS)]);
  }

  @Benchmark
  public double[] onnxBatch() {
    return onnx.scores(batches[place(ROWS / BATCH)]);
  }

  @Benchmark
  public IsolationForest fit() {
    return IsolationForest.fit(training, trees, sampleSize, next++);
  }

  private int place(int of) {
    return next++ & (of - 1);
  }
}
