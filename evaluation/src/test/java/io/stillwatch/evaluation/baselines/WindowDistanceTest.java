package io.stillwatch.evaluation.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.features.FeatureVector;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowDistanceTest {
  private static final Town TOWN = new Town(1);
  private static final Baseline DISTANCE = new WindowDistance(7);
  private static final List<FeatureVector> PEOPLE = TOWN.people(1000);

  @Test
  void scores_trafficOfAnotherKind_standsAboveAll() {
    ScoredDay day =
        Town.day(
            PEOPLE,
            TOWN.group(
                "harvest-",
                30,
                p ->
                    p.with("hidden_reasoning_share_7d", 6)
                        .with("frame_top_share_7d", 6)
                        .with("topic_entropy_7d", 6)
                        .with("output_input_log_ratio_7d", 6)
                        .with("body_novelty_7d", 6)
                        .with("affix_top_share_7d", 6)));

    assertThat(Town.ranking(DISTANCE, day, 30).auroc()).isGreaterThan(0.95);
  }

  @Test
  void scores_ofTrustedAccounts_haveNoMeanAndDeviationOne() {
    double[] scores = DISTANCE.scores(Town.day(PEOPLE, List.of()));

    double mean = IntStream.range(0, 1000).mapToDouble(i -> scores[i]).average().orElseThrow();
    double square =
        IntStream.range(0, 1000).mapToDouble(i -> scores[i] * scores[i]).average().orElseThrow();
    assertThat(mean).isCloseTo(0, within(0.15));
    assertThat(square).isCloseTo(1, within(0.25));
  }

  /** The groups that it sees do not hold tempo or place. */
  @Test
  void scores_otherGroupsOfFeatures_areNotSeen() {
    FeatureVector plain = TOWN.person("somebody").vector();
    FeatureVector busy =
        TOWN.person("somebody").with("active_share_7d", 50).with("hosted_share_7d", 50).vector();

    double[] scores = DISTANCE.scores(Town.day(PEOPLE, List.of(plain, busy)));

    assertThat(scores[1001]).isEqualTo(scores[1000]);
  }

  /** One account's summary is a point: a crowd of alike ones looks like each alone. */
  @Test
  void scores_tightCampaignAmongPeople_isNotFound() {
    ScoredDay day = Town.day(PEOPLE, TOWN.group("campaign-", 100, p -> p.around(0.2, 0.2)));

    assertThat(Town.ranking(DISTANCE, day, 100).auroc()).isLessThan(0.05);
  }

  @Test
  void fourierFeatures_innerProducts_areNearTheKernel() {
    FourierFeatures features = new FourierFeatures(3, 2, 11);
    float[] one = {0.5f, -1, 2};
    float[] other = {1.5f, 0, 1};

    // |one - other|² is 3, and 2 width² is 8.
    assertThat(product(features.of(one), features.of(other)))
        .isCloseTo(Math.exp(-3 / 8.0), within(0.1));
    assertThat(product(features.of(one), features.of(one))).isCloseTo(1, within(1e-12));
  }

  @Test
  void fourierFeatures_noWidth_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FourierFeatures(3, 0, 1))
        .withMessageContaining("0.0");
  }

  private static double product(double[] one, double[] other) {
    return IntStream.range(0, one.length).mapToDouble(i -> one[i] * other[i]).sum();
  }
}
