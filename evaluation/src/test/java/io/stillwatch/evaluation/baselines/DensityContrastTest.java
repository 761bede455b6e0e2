package io.stillwatch.evaluation.baselines;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.features.FeatureVector;
import java.util.List;
import org.junit.jupiter.api.Test;

class DensityContrastTest {
  private static final Town TOWN = new Town(1);
  private static final Baseline CONTRAST = new DensityContrast(7);
  private static final List<FeatureVector> PEOPLE = TOWN.people(1000);
  private static final List<FeatureVector> OTHERS = TOWN.group("other-", 1000, p -> {});

  @Test
  void scores_tightCampaignAmongPeople_isFound() {
    ScoredDay day = day(TOWN.group("campaign-", 100, p -> p.around(0.2, 0.2)));

    assertThat(Town.ranking(CONTRAST, day, 100).auroc()).isEqualTo(1);
  }

  /** Place and spread are those of people: there is nothing to see. */
  @Test
  void scores_mimicry_isNotFound() {
    ScoredDay day = day(TOWN.group("mimic-", 100, p -> {}));

    assertThat(Town.ranking(CONTRAST, day, 100).auroc()).isBetween(0.35, 0.65);
  }

  /** What was as crowded before is nothing new. */
  @Test
  void scores_crowdKnownFromTheBaseline_isNone() {
    List<FeatureVector> known = TOWN.group("crowd-", 100, p -> p.around(0.2, 0.2));
    List<FeatureVector> all = day(known).today();
    ScoredDay day = Town.day(all, List.of());

    assertThat(CONTRAST.scores(day)).containsOnly(0);
  }

  @Test
  void scores_loudIndividuals_areNoCrowd() {
    ScoredDay day = day(TOWN.group("loud-", 3, p -> p.around(3, 1)));

    assertThat(Town.ranking(CONTRAST, day, 3).recallAtFalsePositiveRate(0.01)).isZero();
  }

  /** An account that stays where it was finds ten others there, then and now. */
  @Test
  void scores_accountItself_isNoNeighbour() {
    List<FeatureVector> twelve = TOWN.group("twin-", 12, p -> p.around(0.5, 0));
    List<FeatureVector> ten = twelve.subList(0, 10);

    double[] scores = CONTRAST.scores(new ScoredDay(ten, twelve));

    // The first ten had nine others, all of them alike: no distance, then or now.
    assertThat(scores).containsOnly(0);
    assertThat(CONTRAST.scores(new ScoredDay(ten.subList(0, 1), ten.subList(0, 1))))
        .containsExactly(0);
  }

  @Test
  void scores_moreThanAreDrawn_stillFindsLargeCampaigns() {
    Baseline few = new DensityContrast(7, 200);
    ScoredDay day = day(TOWN.group("campaign-", 300, p -> p.around(0.2, 0.2)));

    assertThat(few.scores(day)).hasSize(1300);
    assertThat(Town.ranking(few, day, 300).auroc()).isGreaterThan(0.99);
    assertThat(new DensityContrast(8, 200).scores(day)).isNotEqualTo(few.scores(day));
  }

  /** As a launch would be: honest crowds are crowds. */
  @Test
  void scores_newcomersOfWhomNothingIsKnown_areACrowd() {
    List<FeatureVector> newcomers = TOWN.group("new-", 100, p -> p.around(Double.NaN, 0));

    assertThat(Town.ranking(CONTRAST, day(newcomers), 100).auroc()).isEqualTo(1);
  }

  /** Other people than those of the baseline, of the same kind, and a group. */
  private static ScoredDay day(List<FeatureVector> group) {
    return new ScoredDay(PEOPLE, Town.day(OTHERS, group).today());
  }
}
