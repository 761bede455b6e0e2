package io.stillwatch.detector.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MonotoneLogisticTest {
  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void chance_byHand_isTheLogistic() {
    MonotoneLogistic logistic = new MonotoneLogistic(-1, new double[] {2, 0.5});

    assertThat(logistic.chance(new double[] {1, 1}))
        .isCloseTo(1 / (1 + Math.exp(-1.5)), within(1e-12));
  }

  /** With one feature of two values the likelihood is largest at the observed shares. */
  @Test
  void fit_oneFeature_findsTheObservedShares() {
    double[][] rows = {{0}, {0}, {0}, {0}, {1}, {1}, {1}, {1}};
    boolean[] cases = {true, false, false, false, true, true, true, false};

    MonotoneLogistic fitted = MonotoneLogistic.fit(rows, cases, ones(8), 0);

    assertThat(fitted.chance(new double[] {0})).isCloseTo(0.25, within(1e-3));
    assertThat(fitted.chance(new double[] {1})).isCloseTo(0.75, within(1e-3));
  }

  /** A row of twice the importance counts as two. */
  @Test
  void fit_importance_countsRows() {
    double[][] rows = {{0}, {0}, {1}, {1}};
    boolean[] cases = {true, false, true, false};

    MonotoneLogistic fitted = MonotoneLogistic.fit(rows, cases, new double[] {1, 3, 3, 1}, 0);

    assertThat(fitted.chance(new double[] {0})).isCloseTo(0.25, within(1e-3));
    assertThat(fitted.chance(new double[] {1})).isCloseTo(0.75, within(1e-3));
  }

  @Test
  void fit_featureThatSpeaksAgainst_getsNoWeight() {
    Random random = new Random(1);
    double[][] rows = new double[400][];
    boolean[] cases = new boolean[400];
    for (int i = 0; i < rows.length; i++) {
      cases[i] = random.nextBoolean();
      rows[i] = new double[] {cases[i] ? 0.7 : 0.3, cases[i] ? 0.2 : 0.8};
    }

    MonotoneLogistic fitted = MonotoneLogistic.fit(rows, cases, ones(400), 1e-3);

    assertThat(fitted.weights()[0]).isPositive();
    assertThat(fitted.weights()[1]).isZero();
  }

  @Test
  void new_negativeWeightOrNoNumber_isRefusedByValue() {
    assertThatThrownBy(() -> new MonotoneLogistic(0, new double[] {1, -0.25}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-0.25");
    assertThatThrownBy(() -> new MonotoneLogistic(Double.NaN, new double[] {1}))
        .hasMessageContaining("NaN");
  }
}
