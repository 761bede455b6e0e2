package io.stillwatch.detector.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detector.PopulationFixture;
import io.stillwatch.detector.PopulationFixture.Person;
import io.stillwatch.detector.TrainingInput;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkEvidence;
import io.stillwatch.v1.NetworkMember;
import io.stillwatch.v1.NetworkSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pools that were there before the baseline began, each with a card of its own. */
class SteadyPoolsTest {
  private static final int STRANGERS = 2000;
  private static final int MEMBERS = 50;

  private static List<FeatureVector> group(int size, IntFunction<Person> member) {
    return IntStream.range(0, size).mapToObj(i -> member.apply(i).vector()).toList();
  }

  /** S08 in the baseline: nobody asks what another asks, and each asks as much. */
  private static Person grader(PopulationFixture people, int i) {
    return people
        .person("grader-" + i)
        .prompting("one rubric")
        .aged(Duration.ofDays(30 + i))
        .calling(900 + i % 5);
  }

  private static List<Network> found(
      PopulationFixture people, List<FeatureVector> before, List<FeatureVector> today) {
    TrainingInput input = people.input(before, today);
    return new Discovery(
            input.baseline().content(),
            input.today().vectors(),
            NetworkSnapshot.getDefaultInstance(),
            input.seed())
        .networks(input.trainedAt())
        .getNetworksList();
  }

  private static List<Network> foundWith(PopulationFixture people, List<FeatureVector> steady) {
    List<FeatureVector> all = people.strangersAndAppUsers(STRANGERS);
    all.addAll(steady);
    return found(people, all, List.of());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networks_steadyPoolOfOneLoadThatRepeatsNothing_isSoftAndNotHard(long seed) {
    PopulationFixture people = new PopulationFixture(seed);

    List<Network> found = foundWith(people, group(MEMBERS, i -> grader(people, i)));

    assertThat(found).hasSize(1);
    Network network = found.get(0);
    assertThat(NetworkStanding.of(network)).isEqualTo(NetworkStanding.VERIFIED);
    assertThat(network.getMembersList())
        .hasSize(MEMBERS)
        .allMatch(member -> member.getAccountId().startsWith("grader"))
        .allMatch(member -> isSoft(network, member));
    assertThat(network.getEvidenceList())
        .filteredOn(evidence -> evidence.getFamily().equals("control"))
        .hasSize(2)
        .noneMatch(NetworkEvidence::getExplained);
  }

  private static boolean isSoft(Network network, NetworkMember member) {
    Membership membership =
        new Membership(network, NetworkStanding.of(network), member.getWeight());
    return membership.isSoft() && !membership.isHard();
  }

  /**
   * All of one plan, country and age, of which there are few others: they are not their own
   * measure.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networks_steadyPoolOfARareCountry_isFound(long seed) {
    PopulationFixture people = new PopulationFixture(seed);
    List<FeatureVector> steady =
        new ArrayList<>(group(MEMBERS, i -> grader(people, i).from("IS").paying("team")));
    steady.addAll(group(10, i -> people.person("islander-" + i).from("IS").paying("team")));

    assertThat(foundWith(people, steady)).hasSize(1);
  }

  /** An app whose program calls by a schedule has a client of its own. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networks_steadyAppOfOneSchedule_isNone(long seed) {
    PopulationFixture people = new PopulationFixture(seed);

    assertThat(
            foundWith(
                people, group(MEMBERS, i -> grader(people, i).with(LinkFamily.CLIENT, "the app"))))
        .isEmpty();
  }

  /** A public prompt: each has affairs of his own, and some have more than others. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networks_steadyPromptOfManyLoads_isNone(long seed) {
    PopulationFixture people = new PopulationFixture(seed);

    assertThat(foundWith(people, group(MEMBERS, i -> grader(people, i).calling(100 + 40L * i))))
        .isEmpty();
  }

  /** Of fifty, so many carry one load; the others call ten times as often. */
  @ParameterizedTest
  @CsvSource({"1,42,true", "2,42,true", "3,42,true", "1,37,false", "2,37,false", "3,37,false"})
  void networks_steadyPool_isOneFromFourInFiveOfOneLoadOn(long seed, int even, boolean found) {
    PopulationFixture people = new PopulationFixture(seed);

    List<FeatureVector> pool =
        group(
            MEMBERS,
            i -> i < even ? grader(people, i) : grader(people, i).calling(9_000 + 4_000L * i));

    assertThat(foundWith(people, pool)).hasSize(found ? 1 : 0);
  }

  /** Jobs that run once or twice a day. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networks_steadyPromptThatCallsTwiceADay_isNone(long seed) {
    PopulationFixture people = new PopulationFixture(seed);

    assertThat(foundWith(people, group(MEMBERS, i -> grader(people, i).calling(14)))).isEmpty();
  }

  /** Each of the three client bundles of an app is nobody else's. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networks_steadyAppForThreePlatforms_isNone(long seed) {
    PopulationFixture people = new PopulationFixture(seed);

    assertThat(
            foundWith(
                people,
                group(MEMBERS, i -> grader(people, i).with(LinkFamily.CLIENT, "app for " + i % 3))))
        .isEmpty();
  }

  /** A firm without an organisation: its budget makes the loads even, its office explains that. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networks_steadyFirmOfOneBudget_isNone(long seed) {
    PopulationFixture people = new PopulationFixture(seed);

    assertThat(foundWith(people, group(MEMBERS, i -> employee(people, i)))).isEmpty();
  }

  private static Person employee(PopulationFixture people, int i) {
    Person employee = grader(people, i).with(LinkFamily.INSTRUMENT, "card of department " + i / 10);
    return i % 5 < 2 ? employee.with(LinkFamily.ADDRESS, "the office") : employee;
  }

  /** Two accounts of one person with a prompt near to a pool's. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networks_householdCardInAPoolOfSharedCards_isSoftAndNotHard(long seed) {
    PopulationFixture people = new PopulationFixture(seed);
    List<FeatureVector> steady =
        new ArrayList<>(
            group(MEMBERS, i -> grader(people, i).with(LinkFamily.INSTRUMENT, "card " + i / 5)));
    steady.addAll(
        group(
            2,
            i ->
                people
                    .person("couple-" + i)
                    .prompting("one rubric")
                    .calling(100 + i)
                    .with(LinkFamily.INSTRUMENT, "one card")));

    Network network = foundWith(people, steady).get(0);

    assertThat(network.getMembersList())
        .filteredOn(member -> member.getAccountId().startsWith("couple"))
        .hasSize(2)
        .allMatch(member -> isSoft(network, member));
    assertThat(network.getMembersList())
        .filteredOn(member -> member.getAccountId().startsWith("grader"))
        .allMatch(member -> member.getWeight() == NetworkDraft.LINKED);
  }

  /** Of who asks the same by one schedule, that schedule says nothing. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networks_steadyPromptOfOneLoadAndTheSameQuestions_isNone(long seed) {
    PopulationFixture people = new PopulationFixture(seed);

    assertThat(
            foundWith(
                people,
                group(MEMBERS, i -> grader(people, i).asking("step " + i % 5, "step " + i % 7))))
        .isEmpty();
  }

  private static Person newcomer(PopulationFixture people, int i) {
    return people
        .person("pulse-" + i)
        .prompting("show your thoughts")
        .aged(Duration.ofHours(10 + i));
  }

  private static Person replayer(PopulationFixture people, int i) {
    return newcomer(people, i).with(LinkFamily.ARTEFACT, "trace " + i / 2);
  }

  /**
   * S12 behind a prompt of red teams: who hands in another's reasoning is a member, nobody else.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networks_replayersBehindAPromptOfBefore_areFoundAlone(long seed) {
    PopulationFixture people = new PopulationFixture(seed);
    List<FeatureVector> before = people.strangersAndAppUsers(STRANGERS);
    before.addAll(group(60, i -> people.person("tester-" + i).prompting("show your thoughts")));
    List<FeatureVector> today = new ArrayList<>(group(40, i -> replayer(people, i)));
    today.addAll(
        group(
            10,
            i ->
                people
                    .person("new tester-" + i)
                    .prompting("show your thoughts")
                    .aged(Duration.ofHours(10 + i))));

    List<Network> found = found(people, before, today);

    assertThat(found).hasSize(1);
    assertThat(NetworkStanding.of(found.get(0))).isEqualTo(NetworkStanding.VERIFIED);
    assertThat(found.get(0).getMembersList())
        .hasSize(40)
        .allMatch(member -> member.getAccountId().startsWith("pulse"))
        .allMatch(member -> member.getWeight() == NetworkDraft.BY_CONTENT);
  }

  /** Who lends his prompt to replayers, or has it from where they have it, is none of them. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networks_newPromptThatMoreThanHalfReplay_hasTheOthersAtNoCore(long seed) {
    PopulationFixture people = new PopulationFixture(seed);
    List<FeatureVector> pulse = group(60, i -> i < 36 ? replayer(people, i) : newcomer(people, i));

    List<Network> found = found(people, people.strangers(STRANGERS), pulse);

    assertThat(found).hasSize(1);
    assertThat(found.get(0).getJoinsByContent()).isFalse();
    assertThat(found.get(0).getMembersList())
        .filteredOn(member -> member.getWeight() >= Membership.CORE)
        .hasSize(36)
        .allMatch(member -> member.getWeight() == NetworkDraft.LINKED);
  }
}
