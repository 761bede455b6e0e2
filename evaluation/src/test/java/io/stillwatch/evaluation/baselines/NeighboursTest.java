package io.stillwatch.evaluation.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.detector.chance.Dice;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeighboursTest {
  @ParameterizedTest
  @ValueSource(doubles = {8, 0.01})
  void distance_anyRows_isThatOfComparingAll(double side) {
    Dice dice = new Dice(5);
    float[][] rows = new float[500][4];
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) (side * (dice.unit() - 0.5));
      }
    }
    String[] names =
        IntStream.range(0, rows.length).mapToObj(String::valueOf).toArray(String[]::new);
    Neighbours neighbours = new Neighbours(rows, names);

    for (int i = 0; i < rows.length; i++) {
      int query = i;
      double[] distances =
          IntStream.range(0, rows.length)
              .filter(row -> row != query)
              .mapToDouble(row -> distance(rows[query], rows[row]))
              .sorted()
              .toArray();
      assertThat(neighbours.distance(rows[query], names[query], 10))
          .isCloseTo(distances[9], within(1e-6 * side));
    }
  }

  @Test
  void distance_fewerRowsThanAsked_isThatOfTheFarthest() {
    Neighbours neighbours =
        new Neighbours(new float[][] {{0}, {1}, {5}}, new String[] {"a", "b", "c"});

    assertThat(neighbours.distance(new float[] {0}, "a", 10)).isEqualTo(5);
    assertThat(neighbours.distance(new float[] {0}, "a", 1)).isEqualTo(1);
    assertThat(neighbours.distance(new float[] {0}, "somebody", 1)).isZero();
  }

  @Test
  void distance_noOtherRow_isNone() {
    assertThat(
            new Neighbours(new float[][] {{0}}, new String[] {"a"})
                .distance(new float[] {0}, "a", 3))
        .isNaN();
  }

  private static double distance(float[] one, float[] other) {
    return Math.sqrt(
        IntStream.range(0, one.length)
            .mapToDouble(i -> (double) one[i] - other[i])
            .map(difference -> difference * difference)
            .sum());
  }
}
