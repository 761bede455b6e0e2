package io.stillwatch.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The peers find what is plainly odd; otherwise their times would say nothing. */
class PeersTest {
  private static final int COLUMNS = 5;

  private final float[][] rows = rows();
  private final float[] ordinary = new float[COLUMNS];
  private final float[] odd = filled(6);

  @Test
  void randomCuts_oddRow_scoresHigher() {
    RandomCuts cuts = new RandomCuts(rows, 1);
    assertThat(cuts.score(odd)).isGreaterThan(2 * cuts.score(ordinary));
  }

  @Test
  void oneClassSvm_oddRow_liesBeyondTheBoundary() {
    OneClassSvm svm = new OneClassSvm(rows);
    float[][] asked = {ordinary, odd};
    assertThat(svm.score(svm.ready(asked).get(0))).isNegative();
    assertThat(svm.score(svm.ready(asked).get(1))).isPositive();
  }

  private static float[] filled(float value) {
    float[] row = new float[COLUMNS];
    Arrays.fill(row, value);
    return row;
  }

  private static float[][] rows() {
    Random random = new Random(3);
    float[][] rows = new float[600][COLUMNS];
    for (float[] row : rows) {
      for (int i = 0; i < COLUMNS; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return rows;
  }
}
