package io.stillwatch.detector.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.detector.chance.Dice;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures of scikit-learn 1.9.1 are marked as such. */
class RankingMetricsTest {
  private static final double ROUNDING = 1e-12;

  private static final double[] TIED = {.9, .8, .8, .8, .7, .6, .6, .5, .4, .4, .3, .1};

  private static final boolean[] TIED_LABELS = labels(1, 0, 1, 0, 1, 0, 1, 0, 0, 1, 0, 0);

  @Test
  void auroc_distinctScores_countsPairs() {
    // Three of the four pairs are in order.
    assertThat(ofDistinct().auroc()).isEqualTo(0.75);
  }

  @Test
  void averagePrecision_distinctScores_weighsPrecisionByRecall() {
    // Half the recall at precision 1, half at 2 of 3.
    assertThat(ofDistinct().averagePrecision()).isCloseTo(0.5 + 0.5 * 2 / 3, within(ROUNDING));
  }

  @Test
  void auroc_tiedScores_isThatOfScikitLearn() {
    assertThat(ofTied().auroc()).isCloseTo(0.7142857142857143, within(ROUNDING));
    assertThat(ofCoarse().auroc()).isCloseTo(0.42596944770857814, within(ROUNDING));
  }

  @Test
  void averagePrecision_tiedScores_isThatOfScikitLearn() {
    assertThat(ofTied().averagePrecision()).isCloseTo(0.6342857142857143, within(ROUNDING));
    assertThat(ofCoarse().averagePrecision()).isCloseTo(0.3617028715470061, within(ROUNDING));
  }

  /** As read off roc_curve of scikit-learn, the largest recall up to the rate. */
  @ParameterizedTest
  @CsvSource({"0, 0.2", "0.01, 0.2", "0.1, 0.2", "0.2, 0.2", "0.3, 0.6", "0.5, 0.8", "1, 1"})
  void recallAtFalsePositiveRate_tiedScores_isThatOfScikitLearn(double rate, double recall) {
    assertThat(ofTied().recallAtFalsePositiveRate(rate)).isCloseTo(recall, within(ROUNDING));
  }

  @ParameterizedTest
  @CsvSource({"0.1, 0", "0.2, 0.13043478260869565", "0.3, 0.17391304347826086"})
  void recallAtFalsePositiveRate_coarseScores_isThatOfScikitLearn(double rate, double recall) {
    assertThat(ofCoarse().recallAtFalsePositiveRate(rate)).isCloseTo(recall, within(ROUNDING));
  }

  @Test
  void recallAtFalsePositiveRate_justTheRate_isAllowed() {
    double[] scores = new double[101];
    boolean[] labels = new boolean[101];
    labels[99] = true;
    Arrays.setAll(scores, i -> i);

    RankingMetrics metrics = RankingMetrics.of(scores, labels);

    assertThat(metrics.recallAtFalsePositiveRate(0.01)).isEqualTo(1);
    assertThat(metrics.recallAtFalsePositiveRate(0.0099)).isZero();
  }

  @Test
  void of_perfectAndReversed_areTheEnds() {
    boolean[] labels = labels(0, 0, 0, 1);
    RankingMetrics perfect = RankingMetrics.of(new double[] {1, 2, 3, 4}, labels);
    RankingMetrics reversed = RankingMetrics.of(new double[] {4, 3, 2, 1}, labels);

    assertThat(perfect.auroc()).isEqualTo(1);
    assertThat(perfect.averagePrecision()).isEqualTo(1);
    assertThat(perfect.recallAtFalsePositiveRate(0)).isEqualTo(1);
    assertThat(reversed.auroc()).isZero();
    assertThat(reversed.averagePrecision()).isEqualTo(0.25);
    assertThat(reversed.recallAtFalsePositiveRate(0.99)).isZero();
    assertThat(reversed.recallAtFalsePositiveRate(1)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void of_allScoresEqual_knowsNothing(double score) {
    double[] scores = new double[8];
    Arrays.fill(scores, score);

    RankingMetrics metrics = RankingMetrics.of(scores, labels(1, 0, 0, 1, 0, 0, 0, 0));

    assertThat(metrics.auroc()).isEqualTo(0.5);
    assertThat(metrics.averagePrecision()).isEqualTo(0.25);
    assertThat(metrics.recallAtFalsePositiveRate(0.99)).isZero();
  }

  @Test
  void auroc_zerosOfBothSigns_areTied() {
    assertThat(RankingMetrics.of(new double[] {0.0, -0.0}, labels(1, 0)).auroc()).isEqualTo(0.5);
    assertThat(RankingMetrics.of(new double[] {-0.0, 0.0}, labels(1, 0)).auroc()).isEqualTo(0.5);
  }

  @Test
  void of_anyScores_isWhatCountingGives() {
    long seed = 20;
    Dice dice = new Dice(seed);
    for (int round = 0; round < 300; round++) {
      double[] scores = new double[2 + dice.below(40)];
      boolean[] labels = new boolean[scores.length];
      int steps = 1 + dice.below(30);
      Arrays.setAll(scores, i -> dice.below(steps) / 7.0);
      for (int i = 2; i < labels.length; i++) {
        labels[i] = dice.below(3) == 0;
      }
      labels[0] = true;
      assertIsCounted(scores, labels, "seed " + seed + ", round " + round);
    }
  }

  @Test
  @Timeout(20)
  void of_aMillionScores_takesNoTimeThatMatters() {
    Dice dice = new Dice(21);
    double[] scores = new double[1_000_000];
    boolean[] labels = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      labels[i] = dice.below(50) == 0;
      scores[i] = dice.unit() + (labels[i] ? 0.5 : 0);
    }

    RankingMetrics metrics = RankingMetrics.of(scores, labels);

    // Of two uniform numbers, one moved by a half: 1 - (1 - 1/2)² / 2.
    assertThat(metrics.auroc()).isCloseTo(0.875, within(0.005));
    assertThat(metrics.recallAtFalsePositiveRate(0.01)).isCloseTo(0.51, within(0.01));
  }

  @Test
  void of_nonsense_isRefusedWithTheValue() {
    assertRefused(new double[3], labels(1, 0), "3 scores for 2 labels");
    assertRefused(new double[] {1, Double.NaN}, labels(1, 0), "score 1 is NaN");
    assertRefused(new double[2], labels(1, 1), "2 anomalies and 0 other rows");
    assertRefused(new double[2], labels(0, 0), "0 anomalies and 2 other rows");
    assertRefused(new double[0], labels(), "0 anomalies and 0 other rows");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
  void recallAtFalsePositiveRate_outsideZeroToOne_isRefused(double rate) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ofTied().recallAtFalsePositiveRate(rate))
        .withMessageContaining(String.valueOf(rate));
  }

  private static void assertRefused(double[] scores, boolean[] labels, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RankingMetrics.of(scores, labels))
        .withMessageContaining(message);
  }

  private static RankingMetrics ofDistinct() {
    return RankingMetrics.of(new double[] {0.1, 0.4, 0.35, 0.8}, labels(0, 0, 1, 1));
  }

  private static RankingMetrics ofTied() {
    return RankingMetrics.of(TIED, TIED_LABELS);
  }

  /** Sixty rows of eleven scores. */
  private static RankingMetrics ofCoarse() {
    double[] scores = new double[60];
    boolean[] labels = new boolean[60];
    for (int i = 0; i < scores.length; i++) {
      int tenths = i * 7919 % 101 / 10;
      scores[i] = tenths / 10.0;
      labels[i] = (i * i + 3 * i) % 7 == 4 || i % 11 == 0;
    }
    return RankingMetrics.of(scores, labels);
  }

  private static void assertIsCounted(double[] scores, boolean[] labels, String round) {
    RankingMetrics metrics = RankingMetrics.of(scores, labels);
    assertThat(metrics.auroc()).as(round).isCloseTo(countedAuroc(scores, labels), within(ROUNDING));
    assertThat(metrics.averagePrecision())
        .as(round)
        .isCloseTo(countedPrecision(scores, labels), within(ROUNDING));
    for (double rate : new double[] {0, 0.01, 0.1, 0.5, 1}) {
      assertThat(metrics.recallAtFalsePositiveRate(rate))
          .as(round)
          .isEqualTo(countedRecall(scores, labels, rate));
    }
  }

  private static double countedAuroc(double[] scores, boolean[] labels) {
    double above = 0;
    int pairs = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        if (labels[i] && !labels[j]) {
          pairs++;
          above += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
      }
    }
    return above / pairs;
  }

  /** Each anomaly adds the precision at its own score. */
  private static double countedPrecision(double[] scores, boolean[] labels) {
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      double found = reaching(scores[i], scores, labels, true);
      sum += labels[i] ? found / (found + reaching(scores[i], scores, labels, false)) : 0;
    }
    return sum / reaching(Double.NEGATIVE_INFINITY, scores, labels, true);
  }

  private static double countedRecall(double[] scores, boolean[] labels, double rate) {
    double anomalies = reaching(Double.NEGATIVE_INFINITY, scores, labels, true);
    double others = reaching(Double.NEGATIVE_INFINITY, scores, labels, false);
    return Arrays.stream(scores)
        .filter(threshold -> reaching(threshold, scores, labels, false) / others <= rate)
        .map(threshold -> reaching(threshold, scores, labels, true) / anomalies)
        .max()
        .orElse(0);
  }

  private static double reaching(
      double threshold, double[] scores, boolean[] labels, boolean label) {
    double count = 0;
    for (int i = 0; i < scores.length; i++) {
      count += labels[i] == label && scores[i] >= threshold ? 1 : 0;
    }
    return count;
  }

  private static boolean[] labels(int... numbers) {
    boolean[] labels = new boolean[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      labels[i] = numbers[i] == 1;
    }
    return labels;
  }
}
