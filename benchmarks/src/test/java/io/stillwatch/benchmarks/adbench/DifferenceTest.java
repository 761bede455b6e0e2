package io.stillwatch.benchmarks.adbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  @Test
  void minus_samples_addsTheirVariances() {
    Difference difference = new Sample(0.8, 0.02, 4).minus(new Sample(0.7, 0.03, 9));
    assertThat(difference.points()).isCloseTo(10, within(1e-9));
    assertThat(difference.standardErrors()).isCloseTo(10 / Math.sqrt(2), within(1e-9));
  }

  @Test
  void ofMeans_severalSets_shrinksTheErrorWithTheirRoot() {
    Difference one = new Difference(0.5, 0.01, 0.02);
    Difference mean = Difference.ofMeans(List.of(one, one, one, one));
    assertThat(mean.mean()).isCloseTo(0.01, within(1e-12));
    assertThat(mean.standardError()).isCloseTo(0.01, within(1e-12));
  }

  @Test
  void sample_ofFigures_hasTheirSpread() {
    Sample sample = Sample.of(new double[] {1, 2, 3});
    assertThat(sample).isEqualTo(new Sample(2, 1, 3));
    assertThat(Sample.of(new double[] {4})).isEqualTo(new Sample(4, 0, 1));
  }
}
