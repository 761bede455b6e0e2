package io.stillwatch.benchmarks.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.simulator.language.Language;
import io.stillwatch.simulator.season.Range;
import io.stillwatch.simulator.season.SeasonFile;
import io.stillwatch.simulator.season.SeasonPlan;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurvePointTest {
  private static final SeasonPlan HONEST = SeasonFile.named("quick").honest();

  @Test
  void topics_tenfoldChance_isMet() {
    double usual = Language.meeting(500, 0.9);
    assertThat(CurvePoint.topics(500, 1)).isCloseTo(500, within(2));
    assertThat(Language.meeting(CurvePoint.topics(500, 5), 0.9) / usual).isCloseTo(5, within(0.3));
    assertThat(Language.meeting(CurvePoint.topics(500, 0.3), 0.9) / usual)
        .isCloseTo(0.3, within(0.01));
    assertThat(CurvePoint.topics(20_000, 0.1)).isGreaterThan(1_000_000);
  }

  @Test
  void all_everyPoint_fixesItsParameterAlone() {
    List<CurvePoint> points = CurvePoint.all(HONEST);
    assertThat(points).extracting(CurvePoint::name).doesNotHaveDuplicates().hasSize(23);
    for (CurvePoint point : points) {
      assertThat(point.plan().campaigns()).hasSize(1);
      assertThat(point.plan().accounts()).isEqualTo(HONEST.accounts());
    }
    CurvePoint first = points.get(0);
    assertThat(first.name()).isEqualTo("harvest S03 0.02");
    assertThat(first.plan().campaigns().get(0).parameters())
        .containsOnlyKeys("harvest")
        .containsValue(new Range(0.02, 0.02));
    assertThat(first.plan().roles()).isEqualTo(HONEST.roles());
  }
}
