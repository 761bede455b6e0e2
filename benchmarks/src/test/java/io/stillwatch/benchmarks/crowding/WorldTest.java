package io.stillwatch.benchmarks.crowding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.benchmarks.crowding.Scenario.Change;
import io.stillwatch.detector.crowding.Crowd;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorldTest {
  private static final int ACCOUNTS = 8000;

  private static Nights nights(Change change, boolean discrete) {
    Scenario scenario = new Scenario("a test", 24, discrete, 50, List.of(0, 1, 2, 3), 3, change);
    return new World(scenario, 7).nights(ACCOUNTS);
  }

  @Test
  void nights_sameSeed_areTheSame() {
    assertThat(nights(Change.ALL, true).tonight().rows())
        .isDeepEqualTo(nights(Change.ALL, true).tonight().rows());
  }

  @Test
  void nights_quiet_haveTheSamePeopleAndTheCampaign() {
    Nights nights = nights(Change.NOTHING, false);

    assertThat(nights.baseline().size()).isEqualTo(ACCOUNTS);
    assertThat(nights.tonight().size()).isEqualTo(ACCOUNTS + 50);
    assertThat(nights.campaign().stream()).allMatch(i -> i >= ACCOUNTS).hasSize(50);
    assertThat(share(nights.tonight(), 0)).isCloseTo(0.2, within(0.02));
    assertThat(share(nights.tonight(), 5)).isCloseTo(0.8 / 11, within(0.01));
    assertThat(mean(nights.baseline(), 1, 0)).isCloseTo(mean(nights.tonight(), 1, 0), within(0.15));
    assertThat(nights.tonight().ids()).startsWith(nights.baseline().ids());
  }

  @Test
  void nights_driftAndSeason_moveWhomTheySay() {
    Nights drift = nights(Change.DRIFT, false);
    assertThat(mean(drift.tonight(), 1, 0) - mean(drift.baseline(), 1, 0)).isGreaterThan(0.25);
    assertThat(mean(drift.tonight(), 2, 0) - mean(drift.baseline(), 2, 0)).isBetween(-0.2, 0.2);
    Nights season = nights(Change.SEASON, false);
    for (int persona = 0; persona < World.PERSONAS; persona++) {
      assertThat(mean(season.tonight(), persona, 5) - mean(season.baseline(), persona, 5))
          .isGreaterThan(0.05);
    }
  }

  @Test
  void nights_growthLaunchAndOrganisations_addThem() {
    assertThat(nights(Change.GROWTH, false).tonight().size())
        .isCloseTo(ACCOUNTS + 50 + (int) (ACCOUNTS * 0.8 / 11 / 2), within(2));
    assertThat(nights(Change.LAUNCH, false).tonight().size()).isEqualTo(ACCOUNTS + 1050);
    Nights organisations = nights(Change.ORGANISATIONS, false);
    assertThat(organisations.tonight().size()).isEqualTo(ACCOUNTS + 40 * 300 + 50);
    assertThat(organisations.baseline().size()).isEqualTo(ACCOUNTS + 20 * 300);
    assertThat(nights(Change.CONTAMINATION, false).baseline().size()).isEqualTo(ACCOUNTS + 25);
  }

  @Test
  void nights_discrete_standOnHalves() {
    for (float[] row : nights(Change.ALL, true).tonight().rows()) {
      assertThat(2 * row[1]).isEqualTo(Math.round(2 * row[1]));
    }
  }

  @Test
  void score_ofALump_isHigherThanOfTheCrowd() {
    Nights nights = nights(Change.NOTHING, false);
    DensityContrast contrast =
        new DensityContrast(nights.baseline().rows(), nights.tonight().rows(), ACCOUNTS, 3);
    float[][] rows = nights.tonight().rows();
    double lump =
        nights.campaign().stream()
            .mapToDouble(i -> contrast.score(rows[i]))
            .average()
            .orElseThrow();
    double crowd =
        IntStream.range(0, 100).mapToDouble(i -> contrast.score(rows[i])).average().orElseThrow();
    assertThat(crowd).isCloseTo(1, within(0.1));
    assertThat(lump).isGreaterThan(crowd);
  }

  private static double share(Crowd crowd, int persona) {
    return (double) Arrays.stream(crowd.personas()).filter(p -> p == persona).count()
        / crowd.size();
  }

  private static double mean(Crowd crowd, int persona, int feature) {
    return IntStream.range(0, crowd.size())
        .filter(i -> crowd.personas()[i] == persona)
        .mapToDouble(i -> crowd.rows()[i][feature])
        .average()
        .orElseThrow();
  }
}
