package io.stillwatch.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.evaluation.judgement.JudgedAccount;
import io.stillwatch.evaluation.judgement.JudgedNight;
import io.stillwatch.v1.Band;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparedDetectorsTest {
  @Test
  void risks_areOfTheAccountsThatTheOthersScore() {
    JudgedNight night =
        new JudgedNight(
            LocalDate.parse("2026-01-10"),
            Map.of(
                "scored", new JudgedAccount(0.7, Band.BAND_WATCH, ""),
                "without-vector", new JudgedAccount(0.9, Band.BAND_SOFT, "")),
            List.of());
    assertThat(ComparedDetectors.risks(night, List.of("scored", "without-verdict")))
        .isEqualTo(Map.of("scored", 0.7, "without-verdict", -1.0));
  }
}
