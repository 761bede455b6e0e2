package io.stillwatch.benchmarks.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.stillwatch.detector.forest.IsolationForest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One of our forests in ONNX Runtime, on one thread. {@link #scores} fills one direct buffer, makes
 * a tensor over it and runs the session, as its manual shows; {@link #scorePinned} keeps the
 * tensors of row and answer from call to call, which is the least that a call can cost. One thread
 * at a time.
 */
public final class OnnxForest implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final int columns;
  private final double pathsOfScoreHalf;
  private final FloatBuffer pinnedRow;
  private final FloatBuffer pinnedPaths = buffer(1);
  private final OnnxTensor pinnedInput;
  private final OnnxTensor pinnedOutput;
  private FloatBuffer input;

  public OnnxForest(IsolationForest forest) {
    this.columns = forest.columns();
    this.pathsOfScoreHalf = forest.trees() * averagePath(forest.sampleSize());
    this.input = buffer(columns);
    this.pinnedRow = buffer(columns);
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      this.session = environment.createSession(OnnxTrees.model(forest), options);
      this.pinnedInput = OnnxTensor.createTensor(environment, pinnedRow, new long[] {1, columns});
      this.pinnedOutput = OnnxTensor.createTensor(environment, pinnedPaths, new long[] {1, 1});
    } catch (OrtException failed) {
      throw new IllegalStateException("ONNX Runtime refuses the forest", failed);
    }
  }

  public double score(float[] row) {
    return scores(row)[0];
  }

  /** The same as {@link #score} by tensors that are kept. */
  public double scorePinned(float[] row) {
    pinnedRow.put(0, row);
    try {
      session
          .run(
              Map.of(OnnxTrees.INPUT, pinnedInput),
              Set.of(),
              Map.of(OnnxTrees.OUTPUT, pinnedOutput))
          .close();
      return Math.pow(2, -pinnedPaths.get(0) / pathsOfScoreHalf);
    } catch (OrtException failed) {
      throw new IllegalStateException("ONNX Runtime does not score", failed);
    }
  }

  public double[] scores(float[]... rows) {
    long[] shape = {rows.length, columns};
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, filled(rows), shape);
        OrtSession.Result result = session.run(Map.of(OnnxTrees.INPUT, tensor))) {
      return scores(((OnnxTensor) result.get(0)).getFloatBuffer(), rows.length);
    } catch (OrtException failed) {
      throw new IllegalStateException("ONNX Runtime does not score", failed);
    }
  }

  @Override
  public void close() {
    try {
      pinnedInput.close();
      pinnedOutput.close();
      session.close();
    } catch (OrtException failed) {
      throw new IllegalStateException("ONNX Runtime does not close", failed);
    }
  }

  private double[] scores(FloatBuffer paths, int rows) {
    double[] scores = new double[rows];
    for (int i = 0; i < rows; i++) {
      scores[i] = Math.pow(2, -paths.get(i) / pathsOfScoreHalf);
    }
    return scores;
  }

  private FloatBuffer filled(float[][] rows) {
    if (input.capacity() < rows.length * columns) {
      input = buffer(rows.length * columns);
    }
    input.clear();
    for (float[] row : rows) {
      input.put(row);
    }
    return input.flip();
  }

  private static FloatBuffer buffer(int floats) {
    return ByteBuffer.allocateDirect(floats * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  /** c(n) of the paper. */
  private static double averagePath(int n) {
    double harmonic = IntStream.range(1, n).mapToDouble(i -> 1.0 / i).sum();
    return 2 * harmonic - 2.0 * (n - 1) / n;
  }
}
