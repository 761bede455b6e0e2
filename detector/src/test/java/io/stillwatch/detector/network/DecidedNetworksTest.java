package io.stillwatch.detector.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.stillwatch.detector.PopulationFixture;
import io.stillwatch.detector.PopulationFixture.Person;
import io.stillwatch.detector.TrainingInput;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.v1.HotKey;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkCaseState;
import io.stillwatch.v1.NetworkDay;
import io.stillwatch.v1.NetworkLabel;
import io.stillwatch.v1.NetworkLife;
import io.stillwatch.v1.NetworkMember;
import io.stillwatch.v1.NetworkSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What people decided of networks, from night to night. */
class DecidedNetworksTest {
  private static final int STRANGERS = 1000;
  private static final Instant NOW = PopulationFixture.TONIGHT;
  private final PopulationFixture people = new PopulationFixture(21);

  private NetworkSnapshot night(NetworkSnapshot before, List<FeatureVector> group) {
    TrainingInput input = people.input(people.strangers(STRANGERS), group);
    return new Discovery(input.baseline().content(), input.today().vectors(), before, 21)
        .networks(input.trainedAt());
  }

  private Person harvester(String pool, int i) {
    return people
        .person(pool + '-' + i)
        .prompting("prompt of " + pool)
        .with(LinkFamily.AFFIX, "affix of " + pool)
        .with(LinkFamily.INSTRUMENT, pool + " card " + i / 6)
        .with(LinkFamily.ISSUER, "issuer " + i % 3)
        .with(LinkFamily.CLIENT, "tool of " + pool)
        .aged(Duration.ofDays(2).plusMinutes(i))
        .calling(3000 + i);
  }

  private List<FeatureVector> pool(String name, int size) {
    return group(size, i -> harvester(name, i));
  }

  private static List<FeatureVector> group(int size, IntFunction<Person> member) {
    return IntStream.range(0, size).mapToObj(i -> member.apply(i).vector()).toList();
  }

  private static NetworkSnapshot decided(NetworkSnapshot snapshot, Decision... decisions) {
    return new Corrections(List.of(decisions), decisions.length).applied(snapshot, NOW);
  }

  private static Decision labelled(String id, NetworkLabel label, Instant expiresAt) {
    return new Decision.Labelled(id, label, "a vendor", "ada", NOW, expiresAt);
  }

  private static Network only(NetworkSnapshot snapshot) {
    assertThat(snapshot.getNetworksList()).hasSize(1);
    return snapshot.getNetworks(0);
  }

  private static Network network(NetworkSnapshot snapshot, String id) {
    return snapshot.getNetworksList().stream()
        .filter(network -> network.getId().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + id));
  }

  private static Set<String> members(Network network) {
    return network.getMembersList().stream()
        .map(NetworkMember::getAccountId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> accounts(String pool, int from, int until) {
    return IntStream.range(from, until)
        .mapToObj(i -> pool + '-' + i)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void label_benign_isCarriedAndExcusesTheNetworkThatGrew() {
    NetworkSnapshot first = night(noneBefore(), pool("a", 40));
    String id = only(first).getId();
    NetworkSnapshot told =
        decided(
            first,
            labelled(id, NetworkLabel.NETWORK_LABEL_BENIGN, null),
            new Decision.Handled(id, NetworkCaseState.NETWORK_CASE_STATE_CLOSED, "ada"));

    NetworkSnapshot second = night(told, pool("a", 50));
    NetworkSnapshot third = night(second, pool("a", 50));

    assertThat(NetworkStanding.of(only(first))).isEqualTo(NetworkStanding.VERIFIED);
    for (NetworkSnapshot later : List.of(told, second, third)) {
      assertThat(only(later).getId()).isEqualTo(id);
      assertThat(NetworkStanding.of(only(later))).isEqualTo(NetworkStanding.EXPLAINED);
      assertThat(only(later).getCase()).isEqualTo(only(told).getCase());
    }
    assertThat(only(third).getCase().getOwner()).isEqualTo("ada");
    assertThat(only(third).getMembersCount()).isEqualTo(50);
  }

  @Test
  void label_benignNetworkThatRests_wakesWithItsLabel() {
    NetworkSnapshot first = night(noneBefore(), pool("a", 40));
    String id = only(first).getId();
    NetworkSnapshot told = decided(first, labelled(id, NetworkLabel.NETWORK_LABEL_WRONG, null));
    List<FeatureVector> quiet = group(40, i -> people.person("a-" + i));
    NetworkSnapshot resting = told;
    for (int night = 0; night < 15; night++) {
      resting = night(resting, quiet);
    }
    NetworkSnapshot awake = night(resting, pool("a", 40));

    assertThat(only(resting).getLife()).isEqualTo(NetworkLife.NETWORK_LIFE_DORMANT);
    assertThat(only(resting).getMembersList())
        .as("should the label end, nobody is more than watched")
        .allMatch(member -> member.getWeight() == 0.7)
        .extracting(NetworkMember::getAccountId)
        .isEqualTo(only(told).getMembersList().stream().map(NetworkMember::getAccountId).toList());
    assertThat(only(awake).getId()).isEqualTo(id);
    assertThat(NetworkStanding.of(only(awake))).isEqualTo(NetworkStanding.EXPLAINED);
    assertThat(night(resting, List.of()).getNetworksList()).as("nobody is left").isEmpty();
  }

  @Test
  void label_expiredOrConfirmed_leavesTheStandingToTheEvidence() {
    NetworkSnapshot first = night(noneBefore(), pool("a", 40));
    String id = only(first).getId();
    NetworkSnapshot confirmed =
        decided(first, labelled(id, NetworkLabel.NETWORK_LABEL_CONFIRMED, null));
    Decision brief = labelled(id, NetworkLabel.NETWORK_LABEL_BENIGN, NOW.plus(Duration.ofHours(1)));
    Corrections corrections = new Corrections(List.of(brief), 1);
    NetworkSnapshot excused = corrections.applied(first, NOW);

    assertThat(NetworkStanding.of(only(confirmed))).isEqualTo(NetworkStanding.VERIFIED);
    assertThat(only(night(confirmed, pool("a", 40))).getCase().getLabel())
        .isEqualTo(NetworkLabel.NETWORK_LABEL_CONFIRMED);
    assertThat(NetworkStanding.of(only(excused))).isEqualTo(NetworkStanding.EXPLAINED);
    assertThat(Corrections.nextExpiry(excused)).contains(NOW.plus(Duration.ofHours(1)));
    NetworkSnapshot over = corrections.applied(first, NOW.plus(Duration.ofHours(1)));
    assertThat(NetworkStanding.of(only(over))).isEqualTo(NetworkStanding.VERIFIED);
    assertThat(only(over).getCase().getReason()).isEmpty();
    NetworkSnapshot past = decided(first, labelled(id, NetworkLabel.NETWORK_LABEL_BENIGN, NOW));
    assertThat(NetworkStanding.of(only(night(past, pool("a", 40)))))
        .isEqualTo(NetworkStanding.VERIFIED);
  }

  @Test
  void split_threeNights_staysSplitAndTheNewGoToTheLarger() {
    NetworkSnapshot first = night(noneBefore(), pool("a", 60));
    String id = only(first).getId();
    Decision split = new Decision.Split(id, "net-split", accounts("a", 0, 20));
    NetworkSnapshot told = decided(first, split);

    NetworkSnapshot second = night(told, pool("a", 66));
    NetworkSnapshot third = night(second, pool("a", 66));

    assertThat(members(network(told, id))).isEqualTo(accounts("a", 20, 60));
    for (NetworkSnapshot later : List.of(second, third)) {
      assertThat(later.getNetworksList()).hasSize(2);
      assertThat(members(network(later, "net-split"))).isEqualTo(accounts("a", 0, 20));
      assertThat(members(network(later, id))).isEqualTo(accounts("a", 20, 66));
      assertThat(network(later, "net-split").getPredecessorIdsList()).containsExactly(id);
      assertThat(network(later, id).getPredecessorIdsList()).isEmpty();
      assertThat(network(later, "net-split").getEvidenceList())
          .isEqualTo(network(later, id).getEvidenceList());
      assertThat(keys(later, "net-split")).isEqualTo(keys(later, id)).isNotEmpty();
      assertThat(new Corrections(List.of(split), 1).applied(later, NOW).getNetworksList())
          .as("once more")
          .isEqualTo(later.getNetworksList());
    }
    assertThat(network(third, id).getExchanges7D() + network(third, "net-split").getExchanges7D())
        .isEqualTo(IntStream.range(0, 66).mapToLong(i -> 3000 + i).sum());
  }

  @Test
  void split_onlyOnePartIsLeft_thatPartKeepsItsId() {
    NetworkSnapshot first = night(noneBefore(), pool("a", 60));
    String id = only(first).getId();
    NetworkSnapshot told =
        decided(
            first,
            new Decision.Split(id, "net-split", accounts("a", 0, 24)),
            labelled(id, NetworkLabel.NETWORK_LABEL_WRONG, null));
    List<FeatureVector> left = pool("a", 24);
    NetworkSnapshot second = night(told, left);

    assertThat(members(only(second))).isEqualTo(accounts("a", 0, 24));
    assertThat(only(second).getId()).isEqualTo("net-split");
    assertThat(NetworkStanding.of(only(second))).isEqualTo(NetworkStanding.VERIFIED);
  }

  @Test
  void split_takenBackAndOnlyThePartIsLeft_keepsItsLabel() {
    NetworkSnapshot first = night(noneBefore(), pool("a", 60));
    String id = only(first).getId();
    Decision[] decisions = {
      new Decision.Split(id, "net-split", accounts("a", 0, 24)),
      new Decision.Merged(id, List.of("net-split")),
      labelled(id, NetworkLabel.NETWORK_LABEL_WRONG, null)
    };

    NetworkSnapshot second = decided(night(decided(first, decisions), pool("a", 24)), decisions);

    assertThat(members(only(second))).isEqualTo(accounts("a", 0, 24));
    assertThat(only(second).getId()).isEqualTo(id);
    assertThat(NetworkStanding.of(only(second))).isEqualTo(NetworkStanding.EXPLAINED);
  }

  @Test
  void merge_threeNights_staysMerged() {
    List<FeatureVector> both = new ArrayList<>(pool("a", 60));
    both.addAll(pool("b", 40));
    NetworkSnapshot first = night(noneBefore(), both);
    assertThat(first.getNetworksList()).hasSize(2);
    String kept = first.getNetworks(0).getId();
    String absorbed = first.getNetworks(1).getId();
    Decision merge = new Decision.Merged(kept, List.of(absorbed));
    NetworkSnapshot told = decided(first, merge);

    NetworkSnapshot second = night(told, both);
    NetworkSnapshot third = night(second, both);

    Set<String> all = accounts("a", 0, 60);
    all.addAll(accounts("b", 0, 40));
    for (NetworkSnapshot later : List.of(told, second, third)) {
      assertThat(only(later).getId()).isEqualTo(kept);
      assertThat(members(only(later))).isEqualTo(all);
      assertThat(only(later).getPredecessorIdsList()).containsExactly(absorbed);
      assertThat(only(later).getUnits()).isEqualTo(100);
      assertThat(only(later).getDaysList())
          .extracting(NetworkDay::getDay, NetworkDay::getUnits, NetworkDay::getJoined)
          .containsExactly(tuple("2026-11-20", 100, 100));
      assertThat(keys(later, kept)).hasSameSizeAs(keys(told, kept));
      assertThat(new Corrections(List.of(merge), 1).applied(later, NOW).getNetworksList())
          .as("once more")
          .isEqualTo(later.getNetworksList());
    }
    assertThat(keys(told, kept).size())
        .isEqualTo(keys(first, kept).size() + keys(first, absorbed).size());
    assertThat(night(first, both).getNetworksList()).as("without the decision").hasSize(2);
  }

  private static List<Long> keys(NetworkSnapshot snapshot, String id) {
    return snapshot.getHotKeysList().stream()
        .filter(key -> key.getNetworkId().equals(id))
        .map(HotKey::getKey)
        .sorted()
        .toList();
  }

  private static NetworkSnapshot noneBefore() {
    return NetworkSnapshot.getDefaultInstance();
  }
}
