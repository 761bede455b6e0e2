package io.stillwatch.detector.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TailsTest {
  @Test
  void binomial_smallCases_areExact() {
    assertThat(Math.exp(Tails.logBinomialAtLeast(2, 3, 0.5))).isCloseTo(0.5, within(1e-12));
    assertThat(Math.exp(Tails.logBinomialAtLeast(3, 3, 0.1))).isCloseTo(1e-3, within(1e-12));
    assertThat(Math.exp(Tails.logBinomialAtLeast(1, 1000, 1e-3)))
        .isCloseTo(1 - Math.pow(0.999, 1000), within(1e-10));
    assertThat(Tails.logBinomialAtLeast(0, 5, 0.2)).isZero();
    assertThat(Tails.logBinomialAtLeast(6, 5, 0.2)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Tails.logBinomialAtLeast(5, 5, 1)).isZero();
  }

  @Test
  void binomial_noChance_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tails.logBinomialAtLeast(1, 2, Double.NaN))
        .withMessageContaining("NaN");
  }

  @Test
  void negativeBinomial_shapeOne_isGeometric() {
    // A geometric distribution of mean 3 stays with the chance 3/4: P(at least 5) = (3/4)^5.
    assertThat(Math.exp(Tails.logNegativeBinomialAtLeast(5, 3, 1)))
        .isCloseTo(Math.pow(0.75, 5), within(1e-10));
    assertThat(Tails.logNegativeBinomialAtLeast(0, 3, 1)).isZero();
    assertThat(Math.exp(Tails.logNegativeBinomialAtLeast(1, 1e5, 4))).isCloseTo(1, within(1e-6));
  }

  @Test
  void poisson_smallCases_areExact() {
    assertThat(Tails.logPoissonAtMost(0, 12.5)).isCloseTo(-12.5, within(1e-9));
    // exp(-3) (1 + 3 + 9 / 2)
    assertThat(Math.exp(Tails.logPoissonAtMost(2, 3))).isCloseTo(8.5 * Math.exp(-3), within(1e-9));
    assertThat(Math.exp(Tails.logPoissonAtMost(30, 100))).isBetween(1e-17, 1e-15);
    assertThat(Tails.logPoissonAtMost(5_000_000_000L, 10)).isZero();
    assertThat(Tails.logPoissonAtMost(-1, 10)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tails.logPoissonAtMost(1, 0))
        .withMessageContaining("mean 0.0");
  }

  @Test
  void clopperPearson_noHits_isTheRuleOfThree() {
    assertThat(Tails.clopperPearsonUpper(0, 598))
        .isCloseTo(1 - Math.pow(0.05, 1.0 / 598), within(1e-9))
        .isLessThan(0.00501);
    // The 95th percentile of a beta distribution with 3 and 8 degrees.
    assertThat(Tails.clopperPearsonUpper(2, 10)).isCloseTo(0.5069, within(1e-4));
    assertThat(Tails.clopperPearsonLower(8, 10)).isCloseTo(0.4931, within(1e-4));
    assertThat(Tails.clopperPearsonUpper(0, 0)).isEqualTo(1);
    assertThat(Tails.clopperPearsonLower(0, 10)).isZero();
  }

  @Test
  void discoveries_withinARate_areThoseBelowTheRisingLine() {
    double[] chances = {0.001, 0.5, 0.019, 0.03, 0.9};
    double[] logs = java.util.Arrays.stream(chances).map(Math::log).toArray();

    assertThat(Discoveries.within(0.05, logs)).containsExactly(true, false, true, true, false);
    assertThat(Discoveries.within(0.004, logs)).containsOnly(false);
    assertThat(Discoveries.within(0.05, new double[0])).isEmpty();
  }

  @Test
  void dice_ofASeed_areGolden() {
    Dice dice = new Dice(42);

    // The first outputs of SplitMix64 for this seed, as of java.util.SplittableRandom.
    assertThat(dice.nextLong()).isEqualTo(new java.util.SplittableRandom(42).nextLong());
    int[] counts = new int[7];
    for (int i = 0; i < 70_000; i++) {
      counts[dice.below(7)]++;
    }
    for (int count : counts) {
      assertThat(count).isBetween(9_500, 10_500);
    }
    assertThatIllegalArgumentException().isThrownBy(() -> dice.below(0));
  }
}
