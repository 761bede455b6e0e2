package io.stillwatch.evaluation.baselines;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.features.FeatureVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every baseline. */
class BaselinesTest {
  private static final Town TOWN = new Town(1);

  static Stream<Baseline> all() {
    return Baselines.all(7).stream();
  }

  @Test
  void all_names_areThoseOfReports() {
    assertThat(all().map(Baseline::name))
        .containsExactly(
            "requests_per_day",
            "advisory_rules",
            "isolation_forest",
            "density_contrast",
            "union_find",
            "mmd_windows");
  }

  @ParameterizedTest
  @MethodSource("all")
  void scores_missingValues_areFinite(Baseline baseline) {
    List<FeatureVector> people = TOWN.people(50);
    List<FeatureVector> newcomers =
        List.of(TOWN.newcomer("new-1").vector(), TOWN.newcomer("new-2").vector());

    assertThat(baseline.scores(Town.day(people, newcomers))).hasSize(52).satisfies(this::finite);
    assertThat(baseline.scores(Town.day(newcomers, people))).hasSize(52).satisfies(this::finite);
  }

  @ParameterizedTest
  @MethodSource("all")
  void scores_extremeValues_areFinite(Baseline baseline) {
    List<FeatureVector> people = TOWN.people(50);
    List<FeatureVector> giants =
        TOWN.group("giant-", 2, p -> p.around(1e300, 1e299).calling(Long.MAX_VALUE));

    assertThat(baseline.scores(Town.day(people, giants))).satisfies(this::finite);
    assertThat(baseline.scores(Town.day(giants, people))).satisfies(this::finite);
  }

  @ParameterizedTest
  @MethodSource("all")
  void scores_oneAccountOrNone_areFinite(Baseline baseline) {
    List<FeatureVector> one = TOWN.people(1);

    assertThat(baseline.scores(new ScoredDay(List.of(), List.of()))).isEmpty();
    assertThat(baseline.scores(new ScoredDay(List.of(), one))).hasSize(1).satisfies(this::finite);
    assertThat(baseline.scores(Town.day(one, List.of()))).hasSize(1).satisfies(this::finite);
    assertThat(baseline.scores(new ScoredDay(TOWN.people(9), List.of()))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("all")
  void scores_constantFeatures_areEqual(Baseline baseline) {
    List<FeatureVector> alike = TOWN.group("alike-", 40, person -> person.around(0.3, 0));

    assertThat(Arrays.stream(baseline.scores(Town.day(alike, List.of()))).distinct()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("all")
  void scores_sameSeed_areTheSame(Baseline baseline) {
    ScoredDay day = Town.day(TOWN.people(300), TOWN.group("odd-", 5, p -> p.around(2, 1)));
    Baseline again =
        all().filter(other -> other.name().equals(baseline.name())).findFirst().orElseThrow();

    assertThat(again.scores(day)).isEqualTo(baseline.scores(day));
  }

  @ParameterizedTest
  @MethodSource("all")
  void scores_otherOrder_followTheAccounts(Baseline baseline) {
    List<FeatureVector> people = TOWN.people(60);
    List<FeatureVector> turned = new ArrayList<>(people);
    Collections.reverse(turned);

    double[] scores = baseline.scores(new ScoredDay(people, people));
    double[] others = baseline.scores(new ScoredDay(turned, turned));

    for (int i = 0; i < scores.length; i++) {
      assertThat(others[scores.length - 1 - i]).isEqualTo(scores[i]);
    }
  }

  @Test
  void scores_otherSeed_growsAnotherForest() {
    ScoredDay day = Town.day(TOWN.people(300), List.of());

    assertThat(new ForestAlone(1).scores(day)).isNotEqualTo(new ForestAlone(2).scores(day));
  }

  @Test
  void requestsPerDay_weekOfCalls_isTheDaysMean() {
    ScoredDay day = Town.day(List.of(), List.of(TOWN.person("a").calling(70).vector()));

    assertThat(new RequestsPerDay().scores(day)).containsExactly(10);
  }

  /** Whoever spreads a campaign over many accounts stands behind every large customer. */
  @Test
  void requestsPerDay_spreadCampaign_isNotFound() {
    ScoredDay day =
        Town.day(
            TOWN.group("person-", 500, p -> p.calling(100)),
            TOWN.group("spread-", 50, p -> p.calling(40)));

    assertThat(Town.ranking(new RequestsPerDay(), day, 50).auroc()).isZero();
  }

  private void finite(double[] scores) {
    assertThat(Arrays.stream(scores).filter(score -> !Double.isFinite(score))).isEmpty();
  }
}
