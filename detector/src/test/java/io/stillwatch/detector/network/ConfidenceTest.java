package io.stillwatch.detector.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkEvidence;
import io.stillwatch.v1.NetworkMember;
import org.junit.jupiter.api.Test;

class ConfidenceTest {
  private static NetworkEvidence evidence(
      String family, int sharing, int members, double logChance, boolean explained) {
    return NetworkEvidence.newBuilder()
        .setFamily(family)
        .setSharing(sharing)
        .setMembers(members)
        .setLogChance(logChance)
        .setExplained(explained)
        .build();
  }

  private static Network network() {
    return Network.newBuilder()
        .setId("net-1")
        .setUnits(100)
        .addMembers(NetworkMember.newBuilder().setAccountId("a").setWeight(1))
        .addMembers(NetworkMember.newBuilder().setAccountId("b").setWeight(0.5))
        .addEvidence(evidence("content", 100, 100, Math.log(1e-6), false))
        .addEvidence(evidence("control", 90, 100, Math.log(1e-9), false))
        .addEvidence(evidence("money", 40, 100, Math.log(1e-9), false))
        .addEvidence(evidence("client", 60, 100, Math.log(1e-9), true))
        .build();
  }

  private static Membership member(Network network, double weight) {
    return new Membership(network, NetworkStanding.of(network), weight);
  }

  @Test
  void features_byHand() {
    assertThat(Confidence.features(network()))
        .usingComparatorWithPrecision(1e-9)
        .containsExactly(0.5, 1, 2 / 3.0, 0.5, 0.9, 0.4, 0.75, 2 / 3.0, 0.5);
    assertThat(Confidence.names()).hasSize(9).startsWith("content", "content_unexplained");
  }

  @Test
  void features_networkWithoutAnything_areNoughtButNothingIsExplained() {
    assertThat(Confidence.features(Network.getDefaultInstance()))
        .usingComparatorWithPrecision(1e-9)
        .containsExactly(0, 0, 0, 0, 0, 0, 1, 0, 0);
  }

  @Test
  void of_moreEvidence_isMore() {
    Confidence confidence = Confidence.shipped();
    Network more =
        network().toBuilder()
            .addEvidence(evidence("place", 9, 9, -20, false))
            .setUnits(500)
            .build();
    Network explained =
        Network.newBuilder().addEvidence(evidence("content", 100, 100, -20, true)).build();

    assertThat(confidence.of(more)).isGreaterThan(confidence.of(network()));
    assertThat(confidence.of(network())).isGreaterThan(0.9);
    assertThat(confidence.of(explained)).isLessThan(0.1);
  }

  @Test
  void isHard_needsAFactOfControlAndConfidenceAndTheCore() {
    Network sure = network().toBuilder().setConfidence(0.99).build();
    Network lessSure = network().toBuilder().setConfidence(0.98).build();
    Network withoutControl = sure.toBuilder().removeEvidence(1).build();

    assertThat(member(sure, 1).isHard()).isTrue();
    assertThat(member(sure, 0.9).isHard()).isFalse();
    assertThat(member(sure, 0.8).isSoft()).isTrue();
    assertThat(member(lessSure, 1).isHard()).isFalse();
    assertThat(member(withoutControl, 1).isSoft()).isTrue();
    assertThat(member(withoutControl, 1).isHard()).isFalse();
    assertThat(Confidence.shipped().of(sure))
        .isCloseTo(Confidence.shipped().of(lessSure), within(0.0));
  }
}
