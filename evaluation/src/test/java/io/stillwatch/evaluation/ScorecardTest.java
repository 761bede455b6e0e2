package io.stillwatch.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.simulator.Harvest;
import io.stillwatch.simulator.Truth;
import io.stillwatch.v1.Band;
import io.stillwatch.v1.Verdict;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScorecardTest {
  private final Map<String, Verdict> verdicts = new LinkedHashMap<>();
  private final Map<String, Truth> truth = new LinkedHashMap<>();

  @Test
  void caught_countsSoftAndHardOfAttackersOnly() {
    attacker("a", Band.BAND_SOFT, "net-1", 0.9);
    attacker("b", Band.BAND_HARD, "net-1", 0.95);
    attacker("c", Band.BAND_WATCH, "", 0.5);
    honest("d", Band.BAND_SOFT, "net-1", 0.8);
    honest("e", Band.BAND_NONE, "", 0.1);
    Scorecard scores = scores();
    assertThat(scores.caught()).isEqualTo(new Share(2, 3));
    assertThat(scores.falselyCaught()).isEqualTo(new Share(1, 2));
    assertThat(scores.falselyWatched()).isEqualTo(new Share(0, 2));
    assertThat(scores.byPersona())
        .containsEntry("S05 pipeline", new Share(2, 3))
        .containsEntry("L0 chat", new Share(1, 2));
  }

  @Test
  void networks_mostlyACampaign_areFoundWithPurityAndCompleteness() {
    attacker("a", Band.BAND_SOFT, "net-1", 0.9);
    attacker("b", Band.BAND_SOFT, "net-1", 0.9);
    attacker("c", Band.BAND_NONE, "", 0.2);
    attacker("d", Band.BAND_NONE, "", 0.2);
    honest("e", Band.BAND_SOFT, "net-1", 0.8);
    honest("f", Band.BAND_WATCH, "net-2", 0.8);
    Scorecard scores = scores();
    FoundNetwork found = scores.networks().get("net-1");
    assertThat(found.campaign()).isEqualTo("S05-1");
    assertThat(found.purity()).isCloseTo(2.0 / 3, within(1e-9));
    assertThat(found.completeness()).isEqualTo(0.5);
    assertThat(scores.networks().get("net-2")).isEqualTo(new FoundNetwork("", 1, 1, 0));
    assertThat(scores.networksPlanted()).isEqualTo(1);
    assertThat(scores.networksFound()).isEqualTo(1);
  }

  @Test
  void auroc_perfectAndReversedAndTied_areOneZeroAndHalf() {
    Ranking perfect = new Ranking();
    perfect.add(0.9, true);
    perfect.add(0.1, false);
    Ranking reversed = new Ranking();
    reversed.add(0.1, true);
    reversed.add(0.9, false);
    Ranking tied = new Ranking();
    tied.add(0.5, true);
    tied.add(0.5, false);
    assertThat(perfect.auroc()).isEqualTo(1);
    assertThat(reversed.auroc()).isZero();
    assertThat(tied.auroc()).isEqualTo(0.5);
    assertThat(reversed.averagePrecision()).isEqualTo(0.5);
    assertThat(new Ranking().auroc()).isNaN();
  }

  @Test
  void harvestCaught_isTheShareOfTokensOfCaughtAccounts() {
    attacker("a", Band.BAND_SOFT, "net-1", 0.9);
    attacker("b", Band.BAND_NONE, "", 0.1);
    LocalDate day = LocalDate.parse("2026-01-09");
    Scorecard scores =
        new Scorecard(
            verdicts,
            truth,
            List.of(
                new Harvest("S05-1", "a", day, 3, 300), new Harvest("S05-1", "b", day, 1, 100)));
    assertThat(scores.harvestCaught()).containsEntry("S05-1", 0.75);
  }

  @Test
  void accountsWithoutAnEvent_countForNothing() {
    attacker("a", Band.BAND_SOFT, "net-1", 0.9);
    truth.put("never", new Truth("never", true, "S05", "S05-1", "pipeline", ""));
    assertThat(scores().caught()).isEqualTo(new Share(1, 1));
  }

  @Test
  void share_ofNothing_isOpenToBothEnds() {
    Share nothing = new Share(0, 0);
    assertThat(nothing.lower()).isZero();
    assertThat(nothing.upper()).isEqualTo(1);
    assertThatThrownBy(() -> new Share(3, 2)).hasMessageContaining("3 of 2");
  }

  @Test
  void share_noneOfTwoHundred_isBoundedByThreeOverN() {
    assertThat(new Share(0, 200).upper()).isCloseTo(0.01487, within(0.0001));
  }

  private Scorecard scores() {
    return new Scorecard(verdicts, truth, List.of());
  }

  private void attacker(String id, Band band, String network, double risk) {
    truth.put(id, new Truth(id, true, "S05", "S05-1", "pipeline", ""));
    verdicts.put(id, verdict(id, band, network, risk));
  }

  private void honest(String id, Band band, String network, double risk) {
    truth.put(id, new Truth(id, false, "L0", "", "chat", ""));
    verdicts.put(id, verdict(id, band, network, risk));
  }

  private static Verdict verdict(String id, Band band, String network, double risk) {
    return Verdict.newBuilder()
        .setAccountId(id)
        .setBand(band)
        .setNetworkId(network)
        .setRisk(risk)
        .build();
  }
}
