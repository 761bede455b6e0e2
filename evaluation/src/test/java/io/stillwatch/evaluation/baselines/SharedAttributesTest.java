package io.stillwatch.evaluation.baselines;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedAttributesTest {
  private static final Town TOWN = new Town(1);
  private static final Baseline SHARED = new SharedAttributes();

  @ParameterizedTest
  @CsvSource({
    "ADDRESS, true",
    "INSTRUMENT, true",
    "CLIENT, true",
    "EMAIL, true",
    "FRAME, true",
    "ISSUER, false",
    "AFFIX, false",
    "ARTEFACT, false"
  })
  void scores_oneSharedKey_joinsInFiveFamilies(LinkFamily family, boolean joins) {
    List<FeatureVector> three = TOWN.group("a-", 3, p -> p.with(family, "shared"));

    assertThat(SHARED.scores(Town.day(List.of(), three)))
        .containsOnly(joins ? StrictMath.log(3) : 0);
  }

  @Test
  void scores_chainOfKeys_isOneGroup() {
    List<FeatureVector> chain =
        List.of(
            TOWN.person("a").with(LinkFamily.ADDRESS, "1").vector(),
            TOWN.person("b").with(LinkFamily.ADDRESS, "1").with(LinkFamily.EMAIL, "2").vector(),
            TOWN.person("c").with(LinkFamily.EMAIL, "2").vector(),
            TOWN.person("d").with(LinkFamily.EMAIL, "3").vector());

    double group = StrictMath.log(3);
    assertThat(SHARED.scores(Town.day(List.of(), chain))).containsExactly(group, group, group, 0);
  }

  @Test
  void scores_equalKeysOfTwoFamilies_joinNobody() {
    List<FeatureVector> two =
        List.of(
            TOWN.person("a").with(LinkFamily.ADDRESS, "1").vector(),
            TOWN.person("b").with(LinkFamily.EMAIL, "1").vector());

    assertThat(SHARED.scores(Town.day(List.of(), two))).containsOnly(0);
  }

  @Test
  void scores_keyBeyondTheCap_joinsNobody() {
    List<FeatureVector> popular =
        TOWN.group("p-", SharedAttributes.MOST_CARRIERS, p -> p.with(LinkFamily.CLIENT, "kit"));
    List<FeatureVector> oneMore = TOWN.group("q-", 1, p -> p.with(LinkFamily.CLIENT, "kit"));

    assertThat(SHARED.scores(Town.day(List.of(), popular)))
        .containsOnly(StrictMath.log(SharedAttributes.MOST_CARRIERS));
    assertThat(SHARED.scores(Town.day(popular, oneMore))).containsOnly(0);
  }

  @Test
  void scores_campaignThatSharesCards_isFoundAmongStrangers() {
    ScoredDay day =
        Town.day(
            TOWN.group("person-", 500, p -> p.with(LinkFamily.INSTRUMENT, "card " + p.normal())),
            TOWN.group("ring-", 20, p -> p.with(LinkFamily.INSTRUMENT, "the ring's")));

    assertThat(Town.ranking(SHARED, day, 20).auroc()).isEqualTo(1);
  }

  /** Five small groups of a card each stand behind the giant that addresses make of people. */
  @Test
  void scores_campaignBesideGiantComponent_isNotFound() {
    ScoredDay day =
        Town.day(
            TOWN.group("person-", 2000, SharedAttributesTest::call),
            TOWN.group("ring-", 20, p -> p.with(LinkFamily.INSTRUMENT, "ring's " + p.number(4))));

    double[] scores = SHARED.scores(day);
    double giant = Math.exp(scores[0]);

    assertThat(giant).isGreaterThan(0.9 * 2000);
    assertThat(Town.ranking(SHARED, day, 20).auroc()).isLessThan(0.1);
  }

  /** From home and from the office, each with neighbours. */
  private static void call(Town.Person person) {
    person
        .with(LinkFamily.ADDRESS, "network " + person.number(800))
        .with(LinkFamily.ADDRESS, "network " + person.number(800));
  }
}
