package io.stillwatch.detector.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.stillwatch.detector.chance.Dice;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HonestScoresTest {
  private static HonestScores evenly(int units) {
    return new HonestScores(
        IntStream.range(0, units).mapToDouble(i -> (double) i / units).toArray());
  }

  @Test
  void rarity_beyondAllUnits_isOneInOneMoreThanUnits() {
    HonestScores scores = evenly(999);

    assertThat(scores.rarerThanOneIn(1)).isEqualTo(1000);
    assertThat(scores.rarerThanOneIn(0)).isEqualTo(1);
    assertThat(scores.rarerThanOneIn(989.5 / 999)).isEqualTo(100);
    assertThat(evenly(0).rarerThanOneIn(0.9)).isEqualTo(1);
  }

  @Test
  void watchScore_tooFewUnits_isNotGiven() {
    assertThat(evenly(597).scoreReachedByAtMost(0.005)).isEmpty();
    assertThat(evenly(598).scoreReachedByAtMost(0.005)).isPresent();
  }

  /**
   * 400 calibrations of 3,000 units: in at most about one of twenty is the true rate above nominal.
   */
  @Test
  void watchScore_manyCalibrations_keepsItsConfidence() {
    long seed = 20261120;
    Dice dice = new Dice(seed);
    int broken = 0;
    for (int i = 0; i < 400; i++) {
      double[] scores = IntStream.range(0, 3000).mapToDouble(u -> dice.unit()).toArray();
      double watch = new HonestScores(scores).scoreReachedByAtMost(0.005).orElseThrow();
      broken += 1 - watch > 0.005 ? 1 : 0;
    }
    assertThat(broken).as("seed %d", seed).isLessThan(34);
  }

  @Test
  void scores_nonsense_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HonestScores(new double[] {0.5, Double.NaN}));
    assertThatIllegalArgumentException().isThrownBy(() -> new HonestScores(new double[] {1.5}));
    assertThatIllegalArgumentException().isThrownBy(() -> new TypicalValue(3, 2, 1));
  }

  @Test
  void typicalValue_withGaps_leavesThemOut() {
    double[] values = IntStream.rangeClosed(1, 100).mapToDouble(i -> i).toArray();
    values[99] = Double.NaN;

    assertThat(TypicalValue.of(values)).isEqualTo(new TypicalValue(5, 50, 95));
    assertThat(TypicalValue.of(new double[] {Double.NaN}).isKnown()).isFalse();
    assertThat(TypicalValue.read(TypicalValue.of(new double[0]).write()).isKnown()).isFalse();
  }
}
