package io.stillwatch.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detector.BaselineDays;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeptBaselineTest {
  private static final List<LocalDate> DAYS =
      List.of(LocalDate.of(2026, 1, 5), LocalDate.of(2026, 1, 6));

  @Test
  void of_sameDaysAgain_areReadOnce() {
    List<List<LocalDate>> read = new ArrayList<>();
    KeptBaseline kept =
        new KeptBaseline(
            days -> {
              read.add(days);
              return new BaselineDays();
            });

    BaselineDays first = kept.of(DAYS);

    assertThat(kept.of(List.copyOf(DAYS))).isSameAs(first);
    assertThat(read).containsExactly(DAYS);
    BaselineDays other = kept.of(DAYS.subList(0, 1));
    assertThat(other).isNotSameAs(first);
    assertThat(kept.of(DAYS.subList(0, 1))).isSameAs(other);
    assertThat(read).hasSize(2);
  }
}
