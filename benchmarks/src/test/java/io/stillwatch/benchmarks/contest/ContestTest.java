package io.stillwatch.benchmarks.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContestTest {
  @Test
  void run_threeTimesTheWork_takesThreeTimesAsLong() {
    Contender quick = new Contender("quick", 1024, 1, (from, count) -> spin(count * 20_000L));
    Contender slow = new Contender("slow", 1024, 1, (from, count) -> spin(count * 60_000L));

    Map<String, Timing> timings = new Contest(List.of(quick, slow), 5).run(20, round -> {});

    assertThat(timings).containsOnlyKeys("quick", "slow");
    assertThat(time(timings, "quick").p10()).isBetween(20_000.0, 40_000.0);
    assertThat(time(timings, "slow").p10() / time(timings, "quick").p10()).isBetween(1.5, 5.0);
    assertThat(time(timings, "slow").median()).isGreaterThanOrEqualTo(60_000);
  }

  @Test
  void run_batches_keepWithinTheirPieces() {
    BitSet seen = new BitSet();
    Work work =
        (from, count) -> {
          assertThat(from % 8).isZero();
          assertThat(count % 8).isZero();
          assertThat(from + count).isLessThanOrEqualTo(256);
          seen.set(from, from + count);
          return spin(count * 10_000L);
        };
    new Contest(List.of(new Contender("batches", 256, 8, work)), 5).run(40, round -> {});
    assertThat(seen.cardinality()).isEqualTo(256);
  }

  @Test
  void contender_piecesThatNoTrialDivides_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Contender("rows", 1000, 1, (from, count) -> 0))
        .withMessageContaining("1000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Contender("rows", 32, 64, (from, count) -> 0))
        .withMessageContaining("64");
  }

  @Test
  void timing_ofTenTrials_isTheSecondLeastAndTheMiddle() {
    Timing timing = Timing.of(new double[] {9, 2, 3, 4, 5, 6, 7, 8, 1, 90});
    assertThat(timing).isEqualTo(new Timing(2, 6));
  }

  private static Timing time(Map<String, Timing> timings, String name) {
    return timings.getOrDefault(name, new Timing(Double.NaN, Double.NaN));
  }

  private static double spin(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return nanos;
  }
}
