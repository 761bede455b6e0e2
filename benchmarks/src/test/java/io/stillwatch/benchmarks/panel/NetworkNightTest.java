package io.stillwatch.benchmarks.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detector.network.Confidence;
import io.stillwatch.simulator.Truth;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkLife;
import io.stillwatch.v1.NetworkMember;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NetworkNightTest {
  private static final Map<String, Truth> TRUTH =
      Map.of(
          "a", new Truth("a", true, "S03", "S03-1", "hydra", ""),
          "b", new Truth("b", true, "S03", "S03-1", "hydra", ""),
          "c", new Truth("c", true, "S03", "S03-2", "hydra", ""),
          "d", new Truth("d", false, "L0", "", "chat", ""),
          "e", new Truth("e", false, "L0", "", "chat", ""));

  private static Network of(String... members) {
    Network.Builder network = Network.newBuilder().setId("net-1").setUnits(members.length);
    for (String member : members) {
      network.addMembers(NetworkMember.newBuilder().setAccountId(member).setWeight(1));
    }
    return network.build();
  }

  private static NetworkNight night(String... members) {
    return NetworkNight.of("s", of(members), TRUTH).orElseThrow();
  }

  @Test
  void of_mostOfOneCampaign_isACampaign() {
    NetworkNight night = night("a", "b", "d");
    assertThat(night.campaign()).isTrue();
    assertThat(night.attack()).isTrue();
    assertThat(night.kind()).isEqualTo("S03");
    assertThat(night.network()).isEqualTo("s/net-1");
    assertThat(night.row()).isEqualTo(Confidence.features(of("a", "b", "d")));
  }

  @Test
  void of_halfOrTwoCampaigns_isNone() {
    assertThat(night("a", "b", "c", "d").campaign()).isFalse();
    assertThat(night("a", "c").campaign()).isFalse();
    assertThat(night("a", "c").attack()).isTrue();
    assertThat(night("a", "d", "e").kind()).isEqualTo("chat");
    assertThat(night("a", "d", "e").attack()).isFalse();
    assertThat(night("a", "b", "nobody", "nowhere").campaign()).isFalse();
  }

  @Test
  void of_restingEmptyOrStrange_isLeftOut() {
    Network resting = of("a", "b").toBuilder().setLife(NetworkLife.NETWORK_LIFE_DORMANT).build();
    assertThat(NetworkNight.of("s", resting, TRUTH)).isEmpty();
    assertThat(NetworkNight.of("s", of(), TRUTH)).isEmpty();
    assertThat(NetworkNight.of("s", of("nobody"), TRUTH)).isEmpty();
  }
}
