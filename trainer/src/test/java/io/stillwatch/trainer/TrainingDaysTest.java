package io.stillwatch.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainingDaysTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-01-05");

  @Test
  void of_fourteenDays_takesTheOlderSevenAndJudgesTheNewest() {
    TrainingDays days = TrainingDays.of(run(14), NightPlan.USUAL);
    assertThat(days.baseline()).isEqualTo(run(7));
    assertThat(days.judged()).isEqualTo(FIRST.plusDays(13));
  }

  @Test
  void of_daysInAnyOrderAndTwice_isTheSame() {
    List<LocalDate> shuffled = new ArrayList<>(run(14));
    shuffled.addAll(run(3));
    Collections.reverse(shuffled);
    assertThat(TrainingDays.of(shuffled, NightPlan.USUAL))
        .isEqualTo(TrainingDays.of(run(14), NightPlan.USUAL));
  }

  @Test
  void of_threeDays_takesTwo() {
    assertThat(TrainingDays.of(run(3), NightPlan.USUAL).baseline()).isEqualTo(run(2));
  }

  @Test
  void of_oneDay_hasNoBaseline() {
    assertThat(TrainingDays.of(run(1), NightPlan.USUAL).baseline()).isEmpty();
  }

  @Test
  void of_thirtyFiveDays_takesTheNewestFourteenOfTheOlderHalf() {
    assertThat(TrainingDays.of(run(35), NightPlan.USUAL).baseline())
        .isEqualTo(run(17).subList(3, 17));
  }

  @Test
  void of_until_takesDaysThatEndByThen() {
    Instant midday = Instant.parse("2026-01-09T12:00:00Z");
    assertThat(TrainingDays.of(run(14), new NightPlan(midday, 1)).baseline()).isEqualTo(run(4));
    Instant midnight = Instant.parse("2026-01-10T00:00:00Z");
    assertThat(TrainingDays.of(run(14), new NightPlan(midnight, 1)).baseline()).isEqualTo(run(5));
  }

  @Test
  void of_untilBeyondTheJudgedDay_leavesThatOut() {
    Instant later = Instant.parse("2027-01-01T00:00:00Z");
    assertThat(TrainingDays.of(run(14), new NightPlan(later, 1)).baseline()).isEqualTo(run(13));
  }

  @Test
  void of_nothing_isRefused() {
    assertThatThrownBy(() -> TrainingDays.of(List.of(), NightPlan.USUAL))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<LocalDate> run(int days) {
    return IntStream.range(0, days).mapToObj(FIRST::plusDays).toList();
  }
}
