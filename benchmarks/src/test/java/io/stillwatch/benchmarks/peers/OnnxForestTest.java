package io.stillwatch.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.detector.forest.IsolationForest;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OnnxForestTest {
  private static final int COLUMNS = 7;
  private static final double FLOAT_PRECISION = 2e-6;

  @Test
  void score_sameForest_agreesToFloatPrecision() {
    float[][] rows = rows(3000, 0);
    IsolationForest forest = IsolationForest.fit(rows, 100, 256, 1);
    try (OnnxForest onnx = new OnnxForest(forest)) {
      for (float[] row : rows) {
        assertThat(onnx.score(row)).isCloseTo(forest.score(row), within(FLOAT_PRECISION));
      }
    }
  }

  @Test
  void score_missingValues_goTheSameWay() {
    float[][] rows = rows(3000, 0.3);
    IsolationForest forest = IsolationForest.fit(rows, 50, 64, 2);
    try (OnnxForest onnx = new OnnxForest(forest)) {
      for (float[] row : rows) {
        assertThat(onnx.score(row)).isCloseTo(forest.score(row), within(FLOAT_PRECISION));
      }
    }
  }

  @Test
  void score_valuesAtThresholds_goTheSameWay() {
    float[][] rows = rows(500, 0);
    IsolationForest forest = IsolationForest.fit(rows, 20, 128, 3);
    try (OnnxForest onnx = new OnnxForest(forest)) {
      for (int number = 0; number < forest.trees(); number++) {
        float[] row = rows[number].clone();
        row[forest.tree(number).feature(0)] = forest.tree(number).threshold(0);
        assertThat(onnx.score(row)).isCloseTo(forest.score(row), within(FLOAT_PRECISION));
      }
    }
  }

  @Test
  void scores_batches_areThoseOfSingleRows() {
    float[][] rows = rows(100, 0);
    try (OnnxForest onnx = new OnnxForest(IsolationForest.fit(rows, 20, 64, 4))) {
      double[] scores = onnx.scores(rows);
      for (int i = 0; i < rows.length; i++) {
        assertThat(scores[i]).isCloseTo(onnx.score(rows[i]), within(FLOAT_PRECISION));
        assertThat(onnx.scorePinned(rows[i])).isEqualTo(onnx.score(rows[i]));
      }
    }
  }

  private static float[][] rows(int count, double missing) {
    Random random = new Random(5);
    float[][] rows = new float[count][COLUMNS];
    for (float[] row : rows) {
      for (int i = 0; i < COLUMNS; i++) {
        row[i] = random.nextDouble() < missing ? Float.NaN : (float) random.nextGaussian();
      }
    }
    return rows;
  }
}
