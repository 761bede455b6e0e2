package io.stillwatch.evaluation.baselines;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.features.FeatureVector;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForestAloneTest {
  private static final Town TOWN = new Town(1);
  private static final Baseline FOREST = new ForestAlone(7);
  private static final List<FeatureVector> PEOPLE = TOWN.people(1000);

  @Test
  void scores_loudIndividuals_standAboveAll() {
    ScoredDay day = Town.day(PEOPLE, TOWN.group("loud-", 3, p -> p.around(5, 1)));

    assertThat(Town.ranking(FOREST, day, 3).auroc()).isEqualTo(1);
  }

  /** It lies where people are thickest: nobody is more ordinary. */
  @Test
  void scores_tightCampaignAmongPeople_isNotFound() {
    ScoredDay day = Town.day(PEOPLE, TOWN.group("campaign-", 100, p -> p.around(0.2, 0.2)));

    assertThat(Town.ranking(FOREST, day, 100).auroc()).isLessThan(0.05);
  }

  @Test
  void scores_oneTrustedAccount_tellNothing() {
    ScoredDay day = new ScoredDay(PEOPLE.subList(0, 1), PEOPLE.subList(0, 3));

    assertThat(FOREST.scores(day)).containsExactly(0, 0, 0);
  }
}
