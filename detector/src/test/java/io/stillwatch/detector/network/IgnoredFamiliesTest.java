package io.stillwatch.detector.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detector.PopulationFixture;
import io.stillwatch.detector.TrainingInput;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkEvidence;
import io.stillwatch.v1.NetworkSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IgnoredFamiliesTest {
  private static final Set<String> ALL = Set.of("behaviour", "client", "control", "money", "place");

  @Test
  void networks_noFamilyIgnored_isVerifiedByMoney() {
    Network found = found(Set.of());
    assertThat(NetworkStanding.of(found)).isEqualTo(NetworkStanding.VERIFIED);
    assertThat(families(found)).contains("content", "money");
  }

  @Test
  void networks_moneyIgnored_hasNoneOfIt() {
    assertThat(families(found(Set.of("money")))).contains("content").doesNotContain("money");
  }

  @Test
  void networks_allIgnored_hasItsContentAlone() {
    Network found = found(ALL);
    assertThat(families(found)).containsOnly("content");
    assertThat(NetworkStanding.of(found)).isNotEqualTo(NetworkStanding.VERIFIED);
  }

  private static List<String> families(Network network) {
    return network.getEvidenceList().stream().map(NetworkEvidence::getFamily).toList();
  }

  private static Network found(Set<String> ignored) {
    PopulationFixture people = new PopulationFixture(1);
    List<FeatureVector> pool = IntStream.range(0, 60).mapToObj(i -> worker(people, i)).toList();
    TrainingInput input = people.input(people.strangers(1_000), pool);
    NetworkSnapshot snapshot =
        new Discovery(
                input.baseline().content(),
                input.today().vectors(),
                NetworkSnapshot.getDefaultInstance(),
                input.seed())
            .without(ignored)
            .networks(input.trainedAt());
    assertThat(snapshot.getNetworksList()).hasSize(1);
    return snapshot.getNetworks(0);
  }

  private static FeatureVector worker(PopulationFixture people, int i) {
    return people
        .person("pool-" + i)
        .prompting("think aloud in tags", i)
        .with(LinkFamily.INSTRUMENT, "virtual card " + i / 6)
        .with(LinkFamily.ADDRESS, "line " + i)
        .aged(Duration.ofMinutes(3 * 24 * 60 + 300 * i))
        .calling(3000 + i)
        .vector();
  }
}
