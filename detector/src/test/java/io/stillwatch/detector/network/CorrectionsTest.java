package io.stillwatch.detector.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.stillwatch.v1.HotKey;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkCaseState;
import io.stillwatch.v1.NetworkDay;
import io.stillwatch.v1.NetworkEvidence;
import io.stillwatch.v1.NetworkLabel;
import io.stillwatch.v1.NetworkMember;
import io.stillwatch.v1.NetworkSnapshot;
import io.stillwatch.v1.SharedKey;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CorrectionsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");

  @Test
  void applied_split_dividesHarmAndKeysByMembers() {
    NetworkSnapshot told = applied(new Decision.Split("net-a", "net-c", Set.of("a0", "nobody")));

    Network rest = find(told, "net-a");
    Network part = find(told, "net-c");
    assertThat(part.getMembersList()).extracting(NetworkMember::getAccountId).containsExactly("a0");
    assertThat(part.getExchanges7D()).isEqualTo(300);
    assertThat(rest.getExchanges7D()).isEqualTo(100);
    assertThat(part.getExchangesByModelMap()).containsEntry("large", 300L);
    assertThat(part.getUnits() + rest.getUnits()).isEqualTo(2);
    assertThat(part.getSharedKeysList()).extracting(SharedKey::getKey).containsExactly(7L);
    assertThat(rest.getSharedKeysList()).extracting(SharedKey::getKey).containsExactly(7L, 8L);
    assertThat(rest.getMembers(0).getSharedKeysList()).containsExactly(0, 1);
    assertThat(part.getCase().getState()).isEqualTo(NetworkCaseState.NETWORK_CASE_STATE_OPEN);
    assertThat(part.getCase().getSplitFromId()).isEqualTo("net-a");
    assertThat(told.getHotKeysList())
        .extracting(HotKey::getNetworkId)
        .containsExactlyInAnyOrder("net-a", "net-b", "net-c");
    new NetworkIndex(told);
  }

  @Test
  void applied_merge_unitesMembersByTheirLargerWeight() {
    NetworkSnapshot told = applied(new Decision.Merged("net-a", List.of("net-b", "net-gone")));

    Network merged = find(told, "net-a");
    assertThat(told.getNetworksList()).hasSize(1);
    assertThat(merged.getMembersList())
        .extracting(NetworkMember::getAccountId, NetworkMember::getWeight)
        .containsExactly(tuple("a0", 1.0), tuple("a1", 0.9), tuple("b0", 0.5));
    assertThat(merged.getEvidenceList())
        .extracting(NetworkEvidence::getFamily)
        .containsExactly("content", "money", "place");
    assertThat(merged.getDaysList()).extracting(NetworkDay::getUnits).containsExactly(5, 2);
    assertThat(merged.getExchanges7D()).isEqualTo(450);
    assertThat(merged.getSharedKeys(0).getKey()).isEqualTo(7);
    assertThat(merged.getSharedKeys(0).getMembers()).isEqualTo(3);
    assertThat(merged.getCase().getAbsorbedIdsList()).containsExactly("net-b");
    assertThat(told.getHotKeysList())
        .extracting(HotKey::getNetworkId)
        .containsExactly("net-a", "net-a");
    new NetworkIndex(told);
  }

  @Test
  void applied_toWhatWasCorrectedAlready_changesNothing() {
    Corrections corrections =
        new Corrections(
            List.of(
                new Decision.Split("net-a", "net-c", Set.of("a0")),
                new Decision.Merged("net-b", List.of("net-a")),
                label("net-c", NetworkLabel.NETWORK_LABEL_BENIGN),
                new Decision.Handled(
                    "net-c", NetworkCaseState.NETWORK_CASE_STATE_UNSPECIFIED, "ada"),
                label("net-of-another-time", NetworkLabel.NETWORK_LABEL_WRONG)),
            5);
    NetworkSnapshot once = corrections.applied(snapshot(), NOW);

    assertThat(corrections.applied(once, NOW)).isEqualTo(once);
    assertThat(once.getDecision()).isEqualTo(5);
    assertThat(find(once, "net-c").getCase().getOwner()).isEqualTo("ada");
  }

  @Test
  void applied_splitTakenBackByAMerge_isAsBefore() {
    NetworkSnapshot told =
        applied(
            new Decision.Split("net-a", "net-c", Set.of("a0")),
            new Decision.Merged("net-a", List.of("net-c")));

    assertThat(find(told, "net-a").getMembersCount()).isEqualTo(2);
    assertThat(find(told, "net-a").getExchanges7D()).isEqualTo(400);
    assertThat(told.getNetworksList()).hasSize(2);
  }

  @Test
  void applied_partThatIsAllThatIsLeft_keepsWhatWasDecidedOfTheWhole() {
    Corrections corrections =
        corrections(
            new Decision.Split("net-a", "net-c", Set.of("a0", "a1")),
            new Decision.Handled("net-a", NetworkCaseState.NETWORK_CASE_STATE_ACTED, "ada"),
            label("net-c", NetworkLabel.NETWORK_LABEL_WRONG),
            new Decision.Merged("net-a", List.of("net-c")),
            label("net-a", NetworkLabel.NETWORK_LABEL_BENIGN));
    NetworkSnapshot told = corrections.applied(snapshot(), NOW);

    Network whole = find(told, "net-a");
    assertThat(ids(told)).containsExactly("net-a", "net-b");
    assertThat(whole.getMembersCount()).isEqualTo(2);
    assertThat(whole.getExchanges7D()).isEqualTo(400);
    assertThat(whole.getCase().getLabel()).isEqualTo(NetworkLabel.NETWORK_LABEL_BENIGN);
    assertThat(whole.getCase().getState()).isEqualTo(NetworkCaseState.NETWORK_CASE_STATE_ACTED);
    assertThat(whole.getCase().getOwner()).isEqualTo("ada");
    assertThat(told.getHotKeysList())
        .extracting(HotKey::getNetworkId)
        .containsExactly("net-a", "net-b");
    assertThat(corrections.applied(told, NOW)).isEqualTo(told);
  }

  @Test
  void applied_partOfWhichNobodyIsLeft_takesInWhatWasMergedIntoIt() {
    Corrections corrections =
        corrections(
            new Decision.Split("net-a", "net-c", Set.of("gone")),
            label("net-c", NetworkLabel.NETWORK_LABEL_WRONG),
            new Decision.Merged("net-c", List.of("net-b")));
    NetworkSnapshot told = corrections.applied(snapshot(), NOW);

    assertThat(ids(told)).containsExactly("net-a", "net-c");
    assertThat(find(told, "net-a")).isEqualTo(snapshot().getNetworks(0));
    assertThat(find(told, "net-c").getMembersList())
        .isEqualTo(snapshot().getNetworks(1).getMembersList());
    assertThat(find(told, "net-c").getCase().getLabel())
        .isEqualTo(NetworkLabel.NETWORK_LABEL_WRONG);
    assertThat(corrections.applied(told, NOW)).isEqualTo(told);
  }

  @Test
  void applied_networksWithoutAnybodyAtTheEnd_areNotThere() {
    NetworkSnapshot told =
        applied(
            new Decision.Split("net-a", "net-c", Set.of("a0", "a1")),
            label("net-a", NetworkLabel.NETWORK_LABEL_WRONG),
            new Decision.Split("net-b", "net-d", Set.of("gone")),
            new Decision.Merged("net-b", List.of("net-a", "net-d")));

    assertThat(ids(told)).containsExactly("net-b", "net-c");
    assertThat(find(told, "net-b")).isEqualTo(snapshot().getNetworks(1));
    assertThat(told.getHotKeysList())
        .extracting(HotKey::getNetworkId)
        .containsExactly("net-b", "net-c");
  }

  private static Corrections corrections(Decision... decisions) {
    return new Corrections(List.of(decisions), decisions.length);
  }

  private static List<String> ids(NetworkSnapshot snapshot) {
    return snapshot.getNetworksList().stream().map(Network::getId).toList();
  }

  @Test
  void applied_labelTakenAway_leavesOwnerAndState() {
    NetworkSnapshot told =
        applied(
            label("net-a", NetworkLabel.NETWORK_LABEL_BENIGN),
            new Decision.Handled("net-a", NetworkCaseState.NETWORK_CASE_STATE_ACTED, "ada"),
            label("net-a", NetworkLabel.NETWORK_LABEL_UNSPECIFIED));

    assertThat(NetworkStanding.of(find(told, "net-a"))).isEqualTo(NetworkStanding.VERIFIED);
    assertThat(find(told, "net-a").getCase().getReason()).isEmpty();
    assertThat(find(told, "net-a").getCase().getOwner()).isEqualTo("ada");
    assertThat(find(told, "net-a").getCase().getState())
        .isEqualTo(NetworkCaseState.NETWORK_CASE_STATE_ACTED);
  }

  private static Decision label(String id, NetworkLabel label) {
    return new Decision.Labelled(id, label, "why", "ada", NOW, null);
  }

  private static NetworkSnapshot applied(Decision... decisions) {
    return corrections(decisions).applied(snapshot(), NOW);
  }

  private static Network find(NetworkSnapshot snapshot, String id) {
    return snapshot.getNetworksList().stream()
        .filter(network -> network.getId().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static NetworkSnapshot snapshot() {
    Network a =
        Network.newBuilder()
            .setId("net-a")
            .addMembers(member("a0", 1).setContentShare(1).setRequests7D(300).addSharedKeys(0))
            .addMembers(
                member("a1", 0.5)
                    .setContentShare(0.5)
                    .setRequests7D(200)
                    .addSharedKeys(0)
                    .addSharedKeys(1))
            .addEvidence(evidence("content", -30))
            .addEvidence(evidence("place", -10))
            .setUnits(2)
            .setExchanges7D(400)
            .putExchangesByModel("large", 400)
            .addDays(NetworkDay.newBuilder().setDay("2026-11-18").setUnits(2))
            .addDays(NetworkDay.newBuilder().setDay("2026-11-19").setUnits(2))
            .addSharedKeys(SharedKey.newBuilder().setFamily(2).setKey(7).setMembers(2))
            .addSharedKeys(SharedKey.newBuilder().setFamily(2).setKey(8).setMembers(1))
            .build();
    Network b =
        Network.newBuilder()
            .setId("net-b")
            .addMembers(member("a1", 0.9))
            .addMembers(member("b0", 0.5).addSharedKeys(0))
            .addEvidence(evidence("content", -30))
            .addEvidence(evidence("money", -20))
            .setUnits(2)
            .setExchanges7D(50)
            .addDays(NetworkDay.newBuilder().setDay("2026-11-18").setUnits(3))
            .addSharedKeys(SharedKey.newBuilder().setFamily(2).setKey(7).setMembers(1))
            .build();
    return NetworkSnapshot.newBuilder()
        .setVersion("tonight")
        .addNetworks(a)
        .addNetworks(b)
        .addHotKeys(HotKey.newBuilder().setFamily(2).setKey(1).setNetworkId("net-a"))
        .addHotKeys(HotKey.newBuilder().setFamily(2).setKey(2).setNetworkId("net-b"))
        .build();
  }

  private static NetworkMember.Builder member(String id, double weight) {
    return NetworkMember.newBuilder().setAccountId(id).setWeight(weight);
  }

  private static NetworkEvidence evidence(String family, double logChance) {
    return NetworkEvidence.newBuilder().setFamily(family).setLogChance(logChance).build();
  }
}
