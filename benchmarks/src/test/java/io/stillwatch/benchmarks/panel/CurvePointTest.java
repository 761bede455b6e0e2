package io.stillwatch.benchmarks.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import io.stillwatch.simulator.cast.Casting;
import io.stillwatch.simulator.language.Language;
import io.stillwatch.simulator.season.Range;
import io.stillwatch.simulator.season.SeasonFile;
import io.stillwatch.simulator.season.SeasonPlan;
import java.util.List;
import java.util.Map;
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
    assertThat(points).extracting(CurvePoint::name).doesNotHaveDuplicates().hasSize(48);
    for (CurvePoint point : points) {
      assertThat(point.plan().campaigns()).hasSize(1);
      assertThat(point.plan().accounts()).isEqualTo(HONEST.accounts());
    }
    CurvePoint first = curve("harvest S03").get(0);
    assertThat(first.name()).isEqualTo("harvest S03 0.02");
    assertThat(first.plan().campaigns().get(0).parameters())
        .containsOnlyKeys("harvest")
        .containsValue(new Range(0.02, 0.02));
    assertThat(first.plan().roles()).isEqualTo(HONEST.roles());
    assertThat(first.spending()).isNull();
  }

  @Test
  void all_pivot_isTheSameCampaignWithAndWithout() {
    List<CurvePoint> points = curve("pivot S10");
    assertThat(points).extracting(CurvePoint::value).containsExactly(0.0, 0.5, 1.0);
    for (CurvePoint point : points) {
      assertThat(point.plan().releaseDay()).isEqualTo(HONEST.baselineDays() + 1);
      Map<String, Range> parameters = point.plan().campaigns().get(0).parameters();
      assertThat(parameters).containsEntry("pivot", new Range(point.value(), point.value()));
      assertThat(parameters)
          .containsEntry("surge", new Range(1, 1))
          .containsEntry("start", new Range(0, 0))
          .containsEntry("harvest", new Range(0.05, 0.05))
          .hasSize(4);
    }
  }

  /** Cards of one's own are eight times as many, and more if more calls are cover. */
  @Test
  void spending_byHand() {
    assertThat(curve("cards S18"))
        .extracting(CurvePoint::name)
        .startsWith("cards S18 8.0 (accounts x1.0, cards x1.0, 0 words anew)")
        .endsWith("cards S18 1.0 (accounts x1.0, cards x8.0, 0 words anew)");
    assertThat(curve("together S18"))
        .extracting(CurvePoint::name)
        .endsWith("together S18 4.0 (accounts x2.5, cards x20.0, 80 words anew)");
    JsonObject json = new JsonObject();
    new Spending(2, 2, 5, 0, 20).addTo(json);
    assertThat(json.get("accounts_times").getAsDouble()).isEqualTo(10);
    assertThat(json.get("cards_times").getAsDouble()).isEqualTo(40);
    assertThat(json.get("words_anew").getAsInt()).isEqualTo(80);
  }

  /** A parameter that the simulator does not have would be refused here. */
  @Test
  void all_campaigns_canBePlayed() {
    for (CurvePoint point : CurvePoint.all(HONEST.withAccounts(0).withDays(2))) {
      assertThat(Casting.play(point.plan(), 1).truth()).as(point.name()).isNotEmpty();
    }
  }

  private static List<CurvePoint> curve(String name) {
    return CurvePoint.all(HONEST).stream().filter(point -> point.curve().equals(name)).toList();
  }
}
