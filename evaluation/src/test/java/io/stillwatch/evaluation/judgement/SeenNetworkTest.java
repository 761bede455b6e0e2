package io.stillwatch.evaluation.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkEvidence;
import io.stillwatch.v1.NetworkLife;
import io.stillwatch.v1.NetworkMember;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeenNetworkTest {
  @Test
  void of_contentThatNothingExplains_isUnexplained() {
    assertThat(SeenNetwork.of(network(false)).explained()).isFalse();
    assertThat(SeenNetwork.of(network(false)).life()).isEqualTo("dormant");
    assertThat(SeenNetwork.of(network(false)).members()).isEqualTo(Map.of("a", 0.5));
  }

  @Test
  void of_contentWithAnHonestCause_isExplained() {
    assertThat(SeenNetwork.of(network(true)).explained()).isTrue();
  }

  private static Network network(boolean explained) {
    return Network.newBuilder()
        .setId("net-1")
        .setLife(NetworkLife.NETWORK_LIFE_DORMANT)
        .addMembers(NetworkMember.newBuilder().setAccountId("a").setWeight(0.5))
        .addEvidence(NetworkEvidence.newBuilder().setFamily("content").setExplained(explained))
        .addEvidence(NetworkEvidence.newBuilder().setFamily("money"))
        .build();
  }
}
