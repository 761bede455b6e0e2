package io.stillwatch.benchmarks.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.stillwatch.benchmarks.SharedData;
import io.stillwatch.simulator.season.Fit;
import io.stillwatch.simulator.season.SeasonFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The simulator's constants are those of the traces, and who is drawn from them looks like the
 * traces.
 */
@Tag("reference-data")
class CalibrationTest {
  private static final double PERCENT = 3;
  private static final int ACCOUNTS = 1_000;
  private static Refit real;

  @BeforeAll
  static void read() {
    real = Refit.of(SharedData.folder());
  }

  @ParameterizedTest
  @EnumSource
  void constant_ofTheSimulator_isTheTraces(Fit fit) {
    assertThat(fit.value).as(fit.meaning).isCloseTo(real.value(fit), withinPercentage(PERCENT));
  }

  @Test
  void figures_ofTheSimulator_areWithinTheirTolerance() {
    Comparison played = CalibrationCommand.played(real, SeasonFile.named("standard"), ACCOUNTS, 1);
    assertThat(played.off()).as(played.toString()).isEmpty();
  }
}
