package io.stillwatch.detector.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.features.Strand;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalledDaysTest {
  /** The hours of 1970-01-03 are 48 to 71. */
  private static final LocalDate DAY = LocalDate.parse("1970-01-03");

  private static Strand strand(List<Integer> hours) {
    return new Strand(1, List.of(), 0.5, 1, List.of(), hours);
  }

  @ParameterizedTest
  @CsvSource({
    "47, false",
    "48, true",
    "71, true",
    "72, false",
    "10 47 72 90, false",
    "10 47 60 72 90, true"
  })
  void includes_hoursAroundTheDay_areTakenByTheUtcDay(String hours, boolean includes) {
    List<Integer> numbers = Arrays.stream(hours.split(" ")).map(Integer::valueOf).toList();
    assertThat(CalledDays.includes(DAY, strand(numbers))).isEqualTo(includes);
  }

  @Test
  void includes_noHours_isNoCallOfAnyDay() {
    assertThat(CalledDays.includes(DAY, strand(List.of()))).isFalse();
  }
}
