package io.stillwatch.benchmarks.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.stillwatch.simulator.season.Fit;
import io.stillwatch.simulator.season.SeasonFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The simulator's constants are those of the traces, and who is drawn from them looks like the
 * traces. The folder of data is the system property {@code stillwatch.data}, else {@code
 * shared/data} above this module.
 */
@Tag("reference-data")
class CalibrationTest {
  private static final double PERCENT = 3;
  private static final int ACCOUNTS = 1_000;
  private static Refit real;

  @BeforeAll
  static void read() {
    real = Refit.of(data());
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

  private static Path data() {
    String told = System.getProperty("stillwatch.data", "");
    if (!told.isEmpty()) {
      return Path.of(told);
    }
    Path above = Path.of("").toAbsolutePath();
    while (above != null && !Files.isDirectory(above.resolve("shared/data/servegen"))) {
      above = above.getParent();
    }
    assertThat(above).as("a folder shared/data above %s", Path.of("").toAbsolutePath()).isNotNull();
    return above.resolve("shared/data");
  }
}
