package io.stillwatch.modelservice.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.Timestamp;
import io.stillwatch.modelservice.verdicts.AccountRow;
import io.stillwatch.modelservice.verdicts.MemberRow;
import io.stillwatch.v1.Band;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkCase;
import io.stillwatch.v1.NetworkCaseState;
import io.stillwatch.v1.NetworkEvidence;
import io.stillwatch.v1.NetworkLabel;
import io.stillwatch.v1.NetworkLife;
import io.stillwatch.v1.NetworkMember;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a network, of what was decided about it, and of what an action would hit. */
final class NetworkStoryTest {
  private static final Instant NOW = Instant.parse("2026-11-26T11:34:59Z");

  private static Network.Builder network() {
    return Network.newBuilder()
        .setId("net-1")
        .setLife(NetworkLife.NETWORK_LIFE_GROWING)
        .setFirstSeen(Timestamp.newBuilder().setSeconds(NOW.getEpochSecond() - 86_400))
        .setUnits(2)
        .setExchanges7D(12_345)
        .setOutputTokens7D(1_234_567)
        .addMembers(NetworkMember.newBuilder().setAccountId("a"))
        .addMembers(NetworkMember.newBuilder().setAccountId("b"))
        .addEvidence(evidence("content", "all share a frame", -10, ""))
        .addEvidence(evidence("money", "they share cards", -20, ""))
        .addEvidence(evidence("client", "one bundle", -15, "one app"));
  }

  private static NetworkEvidence evidence(String family, String text, double chance, String cause) {
    return NetworkEvidence.newBuilder()
        .setFamily(family)
        .setText(text)
        .setLogChance(chance)
        .setExplained(!cause.isEmpty())
        .setCause(cause)
        .build();
  }

  private static NetworkStory story(Network.Builder network) {
    return new NetworkStory(network.build(), new Words(NOW));
  }

  @Test
  void story_verified_saysWhoWhatSinceWhenAndHowSure() {
    NetworkStory story = story(network());
    assertThat(story.who())
        .isEqualTo(
            "2 accounts of 2 customers seem to work for one hand: they have in common ways of paying"
                + " and signing up, prompts, beyond what honest strangers do.");
    assertThat(story.since())
        .isEqualTo(
            "First seen 2026-11-25 11:34, growing. In the last 7 days they made 12,345 calls with its"
                + " content and were sent 1.2 M output tokens.");
    assertThat(story.sure())
        .isEqualTo(
            "Unexplained stays evidence of 2 kinds: money, content; how often as much is true was not"
                + " calibrated.");
    assertThat(story(network().setConfidence(0.93)).sure())
        .endsWith(
            "; in simulated seasons networks with as much are one hand's with a chance of 0.930.");
  }

  @Test
  void story_suspectedAndExplained_accuseNobody() {
    Network.Builder suspected = network().removeEvidence(1);
    assertThat(story(suspected).who()).doesNotContain("one hand").contains("Nothing else");
    Network.Builder explained =
        network()
            .clearEvidence()
            .addEvidence(evidence("content", "x", -9, "one site"))
            .setNearestHonest("one site")
            .setUnits(1);
    assertThat(story(explained).who())
        .isEqualTo("2 accounts of 1 customer look alike, and an honest reason fits: one site.");
    assertThat(story(explained).sure()).startsWith("No evidence stays unexplained;");
  }

  @ParameterizedTest
  @CsvSource({"BENIGN, belong together for an honest reason", "WRONG, do not belong together"})
  void story_ofANetworkThatPeopleExcused_saysThatTheyDid(String label, String said) {
    NetworkCase file =
        NetworkCase.newBuilder()
            .setLabel(NetworkLabel.valueOf("NETWORK_LABEL_" + label))
            .setLabelledBy("ines")
            .build();
    assertThat(story(network().setCase(file)).who())
        .isEqualTo("2 accounts of 2 customers " + said + ", as ines says.");
  }

  @Test
  void evidence_ofEachSort_isRankedAndSortedByWhatExplainsIt() {
    NetworkStory story = story(network().addMisfits("they share cards"));
    assertThat(story.evidence())
        .extracting(NetworkEvidence::getFamily)
        .containsExactly("money", "client", "content");
    assertThat(story.fits()).extracting(NetworkEvidence::getText).containsExactly("one bundle");
    assertThat(story.misfits()).containsExactly("they share cards", "all share a frame");
    assertThat(story.honestly(story.fits().get(0))).isEqualTo("one app");
    assertThat(story.honestly(evidence("content", "x", -1, ""))).contains("popular prompt");
    assertThat(story.honestly(evidence("<b>", "x", -1, ""))).isEmpty();
  }

  @Test
  void caseReading_absent_isOpenAndNobodys() {
    CaseReading none = CaseReading.of(Network.getDefaultInstance(), NOW);
    assertThat(none.label() + none.owner()).isEmpty();
    assertThat(none.state()).isEqualTo("open");
    assertThat(none.isExpired()).isFalse();
  }

  @Test
  void caseReading_expiredLabel_countsNoMore() {
    NetworkCase file =
        NetworkCase.newBuilder()
            .setLabel(NetworkLabel.NETWORK_LABEL_CONFIRMED)
            .setLabelExpiresAt(Timestamp.newBuilder().setSeconds(NOW.getEpochSecond()))
            .setState(NetworkCaseState.NETWORK_CASE_STATE_IN_REVIEW)
            .build();
    Network network = network().setCase(file).build();
    assertThat(CaseReading.of(network, NOW).label()).isEmpty();
    assertThat(CaseReading.of(network, NOW).isExpired()).isTrue();
    assertThat(CaseReading.of(network, NOW.minusSeconds(1)).label()).isEqualTo("confirmed");
    assertThat(CaseReading.of(network, NOW).state()).isEqualTo("in review");
  }

  @ParameterizedTest
  @CsvSource({
    "UNSPECIFIED, UNSPECIFIED, true",
    "CONFIRMED, OPEN, true",
    "CONFIRMED, ACTED, false",
    "UNSPECIFIED, CLOSED, false",
    "BENIGN, OPEN, false",
    "WRONG, IN_REVIEW, false"
  })
  void awaits_verifiedNetwork_untilSomebodyDecided(String label, String state, boolean awaits) {
    NetworkCase file =
        NetworkCase.newBuilder()
            .setLabel(NetworkLabel.valueOf("NETWORK_LABEL_" + label))
            .setState(NetworkCaseState.valueOf("NETWORK_CASE_STATE_" + state))
            .build();
    assertThat(CaseReading.awaits(network().setCase(file).build(), NOW)).isEqualTo(awaits);
    assertThat(CaseReading.awaits(network().removeEvidence(1).setCase(file).build(), NOW))
        .isFalse();
  }

  @Test
  void impact_twoMembers_tellsHarvestFromOtherWork() {
    Impact impact =
        Impact.of(
            "All members",
            List.of(
                row("a", "org", "team", Band.BAND_SOFT, 1000, 0.9),
                row("b", "org", "pro", Band.BAND_WATCH, 100, 0.25),
                row("c", "", "pro", Band.BAND_SOFT, 0, 0)));
    assertThat(impact.accounts()).isEqualTo(3);
    assertThat(impact.organisations()).isEqualTo(1);
    assertThat(impact.alone()).isEqualTo(1);
    assertThat(impact.harvest()).isEqualTo(925);
    assertThat(impact.other()).isEqualTo(175);
    assertThat(impact.otherShare()).isEqualTo(175 / 1100.0);
    assertThat(impact.plans()).containsExactly(Map.entry("pro", 2L), Map.entry("team", 1L));
    assertThat(impact.bands())
        .containsExactly(Map.entry(Band.BAND_SOFT, 2L), Map.entry(Band.BAND_WATCH, 1L));
    assertThat(impact.sharesKnown()).isTrue();
  }

  @Test
  void impact_nobodyOrAnOlderModel_isNotKnown() {
    assertThat(Impact.of("The core", List.of()).otherShare()).isZero();
    assertThat(Impact.of("x", List.of(row("a", "", "", Band.BAND_NONE, 0, 0))).sharesKnown())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"VERIFIED", "<b>", "verified\0"})
  void question_wordThatIsNone_isRefusedByName(String word) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NetworkQuestion("", word, "", "", "", ""))
        .withMessage("no standing is called \"" + word + '"');
  }

  @Test
  void question_longWord_isShownInShort() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NetworkQuestion("x".repeat(9000), "", "", "", "", ""))
        .withMessage("networks cannot be sorted by \"" + "x".repeat(80) + "…\"");
  }

  private static MemberRow row(
      String id, String organisation, String plan, Band band, long calls, double share) {
    return new MemberRow(
        new AccountRow(
            id, organisation, plan, band, null, null, "net-1", "", NOW, NOW, calls, calls),
        NetworkMember.newBuilder()
            .setAccountId(id)
            .setRequests7D(calls)
            .setContentShare(share)
            .build());
  }
}
