package io.stillwatch.detector.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detector.PopulationFixture;
import io.stillwatch.detector.PopulationFixture.Person;
import io.stillwatch.detector.TrainingInput;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkMember;
import io.stillwatch.v1.NetworkSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Relays that hide behind one public tool, each with cards of its own. */
class HandsTest {
  private static List<FeatureVector> group(int size, IntFunction<Person> member) {
    return IntStream.range(0, size).mapToObj(i -> member.apply(i).vector()).toList();
  }

  /** Cards of six, one client. */
  private static Person relayed(PopulationFixture people, String relay, int i) {
    return people
        .person(relay + '-' + i)
        .prompting("tool")
        .with(LinkFamily.INSTRUMENT, relay + "'s card " + i / 6)
        .with(LinkFamily.CLIENT, relay + "'s client");
  }

  private static NetworkSnapshot discover(PopulationFixture people, List<FeatureVector> relays) {
    return discover(people, relays, NetworkSnapshot.getDefaultInstance());
  }

  private static NetworkSnapshot discover(
      PopulationFixture people, List<FeatureVector> relays, NetworkSnapshot previous) {
    List<FeatureVector> honest = new ArrayList<>(people.strangers(2000));
    honest.addAll(group(100, i -> people.person("developer-" + i).prompting("tool")));
    List<FeatureVector> today = new ArrayList<>(relays);
    today.addAll(group(150, i -> people.person("newcomer-" + i).prompting("tool")));
    TrainingInput input = people.input(honest, today);
    return new Discovery(
            input.baseline().content(), input.today().vectors(), previous, input.seed())
        .networks(input.trainedAt());
  }

  private static List<String> members(Network network) {
    return network.getMembersList().stream()
        .map(NetworkMember::getAccountId)
        .map(id -> id.substring(0, id.indexOf('-')))
        .distinct()
        .toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networks_threeRelaysBehindOneTool_areThree(long seed) {
    PopulationFixture people = new PopulationFixture(seed);
    List<FeatureVector> relays = new ArrayList<>();
    relays.addAll(group(120, i -> relayed(people, "a", i)));
    relays.addAll(group(60, i -> relayed(people, "b", i)));
    relays.addAll(group(36, i -> relayed(people, "c", i)));

    NetworkSnapshot found = discover(people, relays);

    assertThat(found.getNetworksList())
        .extracting(HandsTest::members)
        .containsExactlyInAnyOrder(List.of("a"), List.of("b"), List.of("c"));
    assertThat(found.getNetworksList()).extracting(Network::getMembersCount).contains(120, 60, 36);
  }

  /** Everybody calls with what he has, so that nothing tells one card from another. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networks_oneRelayWithManyClients_isOne(long seed) {
    PopulationFixture people = new PopulationFixture(seed);

    NetworkSnapshot found =
        discover(
            people,
            group(
                120,
                i ->
                    people
                        .person("a-" + i)
                        .prompting("tool")
                        .with(LinkFamily.INSTRUMENT, "a's card " + i / 6)));

    assertThat(found.getNetworksList()).hasSize(1);
    assertThat(found.getNetworks(0).getMembersCount()).isEqualTo(120);
  }

  /** Too few to stand by themselves, but paid by several shared cards all the same. */
  @Test
  void networks_handOfTooFew_staysWithTheRest() {
    PopulationFixture people = new PopulationFixture(7);
    List<FeatureVector> relays = new ArrayList<>();
    relays.addAll(group(120, i -> relayed(people, "a", i)));
    relays.addAll(group(6, i -> relayed(people, "b", i)));
    relays.addAll(group(6, i -> relayed(people, "c", i)));

    NetworkSnapshot found = discover(people, relays);

    assertThat(found.getNetworksList()).extracting(HandsTest::members).contains(List.of("a"));
    assertThat(found.getNetworksList().stream().mapToInt(Network::getMembersCount).sum())
        .as("nobody is lost or counted twice")
        .isEqualTo(132);
  }

  /** They share the tool, and so the content, but no member. */
  @Test
  void networks_largerRelayThatComesLater_leavesTheOtherItsId() {
    PopulationFixture people = new PopulationFixture(8);
    List<FeatureVector> relays = new ArrayList<>(group(60, i -> relayed(people, "b", i)));
    NetworkSnapshot first = discover(people, relays);
    relays.addAll(group(120, i -> relayed(people, "a", i)));

    NetworkSnapshot second = discover(people, relays, first);

    assertThat(second.getNetworksList())
        .filteredOn(network -> members(network).equals(List.of("b")))
        .extracting(Network::getId)
        .containsExactly(first.getNetworks(0).getId());
    assertThat(second.getNetworksList()).hasSize(2);
  }

  /** Eight couples with a card each, whom only the tool ties to the relay. */
  @Test
  void networks_couplesBesideARelay_areNoMembers() {
    PopulationFixture people = new PopulationFixture(9);
    List<FeatureVector> today = new ArrayList<>(group(120, i -> relayed(people, "a", i)));
    today.addAll(
        group(
            16,
            i ->
                people
                    .person("couple-" + i)
                    .prompting("tool")
                    .with(LinkFamily.INSTRUMENT, "household " + i / 2)));

    NetworkSnapshot found = discover(people, today);

    assertThat(found.getNetworksList())
        .filteredOn(network -> NetworkStanding.of(network) == NetworkStanding.VERIFIED)
        .extracting(HandsTest::members)
        .containsExactly(List.of("a"));
  }
}
