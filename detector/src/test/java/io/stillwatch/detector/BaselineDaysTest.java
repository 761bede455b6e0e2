package io.stillwatch.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.stillwatch.features.FeatureVector;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselineTest {
  private static final PopulationFixture PEOPLE = new PopulationFixture(5);
  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 9);

  private static FeatureVector calling(String id, long times) {
    return PEOPLE.person(id).calling(times).vector();
  }

  private static DayOfVectors day(int after, FeatureVector... vectors) {
    return new DayOfVectors(MONDAY.plusDays(after), List.of(vectors));
  }

  @Test
  void open_accountOnSeveralDays_isAsOnItsNewest() {
    FeatureVector newest = calling("a", 2);

    BaselineDays baseline =
        BaselineDays.of(List.of(day(1, newest), day(0, calling("a", 1), calling("b", 3))));

    assertThat(baseline.open(List.of()))
        .extracting(FeatureVector::requests7d)
        .containsExactly(2L, 3L);
    assertThat(baseline.days()).containsExactly(MONDAY, MONDAY.plusDays(1));
  }

  @Test
  void open_accountClosedThenOrToday_isLeftOut() {
    FeatureVector closed = PEOPLE.person("closed").closed().vector();
    BaselineDays baseline =
        BaselineDays.of(List.of(day(0, closed, calling("a", 1), calling("b", 1)), day(1)));

    List<FeatureVector> today = List.of(PEOPLE.person("a").closed().vector());

    assertThat(baseline.open(today))
        .extracting(vector -> vector.account().accountId())
        .containsExactly("b");
    assertThat(baseline.open(List.of()))
        .as("a night leaves no trace for the next")
        .extracting(vector -> vector.account().accountId())
        .containsExactly("a", "b");
  }

  @Test
  void add_dayTwiceOrOutOfOrder_isRefused() {
    BaselineDays baseline = BaselineDays.of(List.of(day(1)));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> baseline.add(day(1)))
        .withMessage("baseline days must come once and in order: 2026-11-10 after 2026-11-10");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> baseline.add(day(0)))
        .withMessageContaining("2026-11-09 after 2026-11-10");
  }
}
