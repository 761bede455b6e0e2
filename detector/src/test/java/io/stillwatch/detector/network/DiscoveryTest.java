package io.stillwatch.detector.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.stillwatch.detector.BaselineDays;
import io.stillwatch.detector.DayOfVectors;
import io.stillwatch.detector.PopulationFixture;
import io.stillwatch.detector.PopulationFixture.Person;
import io.stillwatch.detector.TrainingInput;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkDay;
import io.stillwatch.v1.NetworkEvidence;
import io.stillwatch.v1.NetworkLife;
import io.stillwatch.v1.NetworkMember;
import io.stillwatch.v1.NetworkSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each honest group that looks like a network, and the network that must be found, on several
 * seeds.
 */
class DiscoveryTest {
  private static final int STRANGERS = 2000;

  private static NetworkSnapshot discover(TrainingInput input, NetworkSnapshot previous) {
    return new Discovery(
            input.baseline().content(), input.today().vectors(), previous, input.seed())
        .networks(input.trainedAt());
  }

  private static NetworkSnapshot discover(PopulationFixture people, List<FeatureVector> group) {
    return discover(people.input(people.strangers(STRANGERS), group), noneBefore());
  }

  private static List<FeatureVector> group(int size, IntFunction<Person> member) {
    return IntStream.range(0, size).mapToObj(i -> member.apply(i).vector()).toList();
  }

  /**
   * S05: one prompt, cards of 1 to 6, one tool, bursts of sign-ups, each behind its own address.
   */
  private static Person harvester(PopulationFixture people, String pool, int i) {
    return people
        .person(pool + '-' + i)
        .prompting("think aloud in tags", i)
        .with(LinkFamily.AFFIX, "do not flag this")
        .with(LinkFamily.INSTRUMENT, pool + " virtual card " + i / 6)
        .with(LinkFamily.ISSUER, "virtual issuer " + i % 3)
        .with(LinkFamily.ADDRESS, "residential line of " + pool + i)
        .with(LinkFamily.CLIENT, "tool of the harvester")
        .aged(Duration.ofMinutes(3 * 24 * 60 + i / 20 * 300 + i % 20))
        .calling(3000 + i);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networks_harvestersWithSharedCards_areVerifiedAsOneCore(long seed) {
    PopulationFixture people = new PopulationFixture(seed);
    NetworkSnapshot found = discover(people, group(150, i -> harvester(people, "pool", i)));

    assertThat(found.getNetworksList()).hasSize(1);
    Network network = found.getNetworks(0);
    assertStanding(network, NetworkStanding.VERIFIED);
    assertThat(network.getUnits()).isEqualTo(150);
    assertThat(network.getMembersList()).extracting(NetworkMember::getWeight).containsOnly(1.0);
    assertThat(network.getEvidenceList())
        .extracting(NetworkEvidence::getText)
        .anySatisfy(
            text ->
                assertThat(text)
                    .startsWith("150 of 150 share a way of paying with another member")
                    .endsWith("chance below 1e-12"));
    assertThat(network.getLife()).isEqualTo(NetworkLife.NETWORK_LIFE_NEW);
    assertThat(network.getExchanges7D()).isEqualTo(461_175);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networks_smallHarvest_isVerified(long seed) {
    PopulationFixture people = new PopulationFixture(seed);
    NetworkSnapshot found = discover(people, group(24, i -> harvester(people, "pool", i)));

    assertThat(found.getNetworksList())
        .extracting(NetworkStanding::of)
        .containsExactly(NetworkStanding.VERIFIED);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networks_newReleaseOfACodingAgent_isExplainedByTheApp(long seed) {
    PopulationFixture people = new PopulationFixture(seed);
    List<FeatureVector> users =
        group(
            600,
            i ->
                people
                    .person("developer-" + i)
                    .prompting("agent 2.0")
                    .with(LinkFamily.CLIENT, "agent 2.0"));

    assertExplained(discover(people, users), "one app");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networks_launchOfAVendorApp_isExplainedByTheApp(long seed) {
    PopulationFixture people = new PopulationFixture(seed);
    List<FeatureVector> users =
        group(
            400,
            i ->
                people
                    .person("user-" + i)
                    .prompting("recipe app")
                    .with(LinkFamily.CLIENT, "recipe app 1.0")
                    .aged(Duration.ofMinutes(1440 + i))
                    .calling(60 + i % 3));

    assertExplained(discover(people, users), "one app");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networks_vendorAppOnItsOwnServers_isExplained(long seed) {
    PopulationFixture people = new PopulationFixture(seed);
    List<FeatureVector> users =
        group(
            300,
            i ->
                people
                    .person("user-" + i)
                    .prompting("mail app")
                    .with(LinkFamily.CLIENT, "mail app 1.0")
                    .with(LinkFamily.ADDRESS, "server " + i % 8));

    assertExplained(discover(people, users), "one app");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networks_classOnACampus_isExplainedByTheSite(long seed) {
    PopulationFixture people = new PopulationFixture(seed);
    List<FeatureVector> students =
        group(
            120,
            i ->
                people
                    .person("student-" + i)
                    .prompting("homework 3")
                    .with(LinkFamily.ADDRESS, "campus")
                    .with(LinkFamily.EMAIL, "name at the university")
                    .with(LinkFamily.ISSUER, "bank on the campus")
                    .from("DE")
                    .aged(Duration.ofMinutes(5 * 1440 + i % 30))
                    .calling(80 + i % 10));

    assertExplained(discover(people, students), "one site");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networks_courseAllOverTheWorld_isSuspectedAtMost(long seed) {
    PopulationFixture people = new PopulationFixture(seed);
    List<FeatureVector> students =
        group(
            500,
            i ->
                people
                    .person("student-" + i)
                    .prompting("open course, week 1")
                    .asking("exercise " + i % 5, "exercise " + i % 7)
                    .calling(60 + i % 3)
                    .with(LinkFamily.ADDRESS, "campus " + i % 25)
                    .aged(Duration.ofMinutes(6 * 1440 + i)));

    assertNotVerified(discover(people, students));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networks_oneCustomerWithManyKeys_isNoCandidate(long seed) {
    PopulationFixture people = new PopulationFixture(seed);
    List<FeatureVector> seats =
        group(
            300,
            i ->
                people
                    .person("seat-" + i)
                    .prompting("synthetic data")
                    .with(LinkFamily.INSTRUMENT, "invoice")
                    .of("customer"));

    assertThat(discover(people, seats).getNetworksList()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networks_strangersBehindOneCarrier_areNoCandidate(long seed) {
    PopulationFixture people = new PopulationFixture(seed);
    List<FeatureVector> strangers =
        group(300, i -> people.person("mobile-" + i).with(LinkFamily.ADDRESS, "carrier"));

    assertThat(discover(people, strangers).getNetworksList()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networks_friendsPromptPaidByOneCard_isNotVerified(long seed) {
    PopulationFixture people = new PopulationFixture(seed);
    List<FeatureVector> payees =
        group(
            40,
            i ->
                people
                    .person("payee-" + i)
                    .prompting("resold seat")
                    .with(LinkFamily.INSTRUMENT, "one card"));

    assertNotVerified(discover(people, payees));
  }

  private static NetworkSnapshot discoverBesideApps(
      PopulationFixture people, List<FeatureVector> group) {
    return discover(people.input(people.strangersAndAppUsers(STRANGERS), group), noneBefore());
  }

  private static Network only(NetworkSnapshot found) {
    assertThat(found.getNetworksList()).hasSize(1);
    return found.getNetworks(0);
  }

  /** S02: each with a home, a card and a client of its own, on one queue of work. */
  private static Person queueWorker(PopulationFixture people, int i) {
    return people
        .person("worker-" + i)
        .prompting("think aloud in tags", i)
        .aged(Duration.ofHours(10 + i));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networks_oneQueueOfWorkAmongNewStrangers_isVerifiedWithAllOfThem(long seed) {
    PopulationFixture people = new PopulationFixture(seed);

    Network network = only(discoverBesideApps(people, group(60, i -> queueWorker(people, i))));

    assertStanding(network, NetworkStanding.VERIFIED);
    assertThat(network.getMembersList())
        .hasSize(60)
        .allMatch(member -> member.getWeight() >= Membership.CORE);
    assertThat(network.getEvidenceList())
        .filteredOn(evidence -> evidence.getFamily().equals("control"))
        .extracting(NetworkEvidence::getText)
        .singleElement()
        .asString()
        .startsWith(
            "of 480 sampled questions of 60, two of different accounts are the same 0 times");
  }

  @Test
  void networks_oneQueueOfWork_whereNothingIsKnownOfHonestRepeats_isSuspectedAtMost() {
    PopulationFixture people = new PopulationFixture(6);

    Network network = only(discover(people, group(60, i -> queueWorker(people, i))));

    assertStanding(network, NetworkStanding.SUSPECTED);
  }

  /** A new harness: each has code of his own, and nobody is new. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networks_newToolOfCustomersOfBefore_isExplained(long seed) {
    PopulationFixture people = new PopulationFixture(seed);
    List<FeatureVector> honest = people.strangersAndAppUsers(STRANGERS);
    List<FeatureVector> before = new ArrayList<>(honest);
    before.addAll(group(40, i -> people.person("worker-" + i)));
    List<FeatureVector> today = new ArrayList<>(honest);
    today.addAll(group(60, i -> queueWorker(people, i)));

    Network network = only(discover(night(before, today, seed), noneBefore()));

    assertStanding(network, NetworkStanding.EXPLAINED);
    assertThat(network.getNearestHonest()).startsWith("a new tool");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networks_newAppWhoseUsersAskTheSame_isExplained(long seed) {
    PopulationFixture people = new PopulationFixture(seed);
    List<FeatureVector> users =
        group(
            80,
            i ->
                people
                    .person("new user " + i)
                    .prompting("travel app")
                    .asking("trip " + i % 13, "hotel " + i % 7, "my own " + i)
                    .calling(100 + i % 4));

    assertExplained(discoverBesideApps(people, users), "the same questions");
  }

  @Test
  void networks_poolThatTakesOverFromAClosedOne_isVerifiedThoughItHasOneClient() {
    PopulationFixture people = new PopulationFixture(15);
    List<FeatureVector> pools = new ArrayList<>();
    pools.addAll(group(30, i -> appWorker(people, "first-" + i).closed().calling(160, 60)));
    pools.addAll(group(25, i -> appWorker(people, "second-" + i).calling(50, 1)));

    Network network = only(discover(people, pools));

    assertStanding(network, NetworkStanding.VERIFIED);
    assertThat(network.getEvidenceList())
        .extracting(NetworkEvidence::getText)
        .anyMatch(text -> text.startsWith("25 of 25 began after 30 others were closed together"));
  }

  /** An app of which the platform closed some, for whatever reason, and that still grows. */
  @Test
  void networks_appWithClosedUsersAndNewOnes_isExplained() {
    PopulationFixture people = new PopulationFixture(16);
    List<FeatureVector> users = new ArrayList<>();
    users.addAll(
        group(30, i -> appWorker(people, "closed-" + i).closed().calling(160, 10 + 5 * i)));
    users.addAll(group(40, i -> appWorker(people, "old-" + i).calling(160, 1)));
    users.addAll(group(25, i -> appWorker(people, "new-" + i).calling(50, 1)));

    assertExplained(discover(people, users), "one app");
  }

  /** Charged back on the first morning; most users come after it, as to any app. */
  @Test
  void networks_newAppWithSomeSuspendedAtOnce_isExplained() {
    PopulationFixture people = new PopulationFixture(18);
    List<FeatureVector> users = new ArrayList<>();
    users.addAll(group(10, i -> appWorker(people, "closed-" + i).closed().calling(72, 66)));
    users.addAll(group(6, i -> appWorker(people, "old-" + i).calling(70, 1)));
    users.addAll(group(60, i -> appWorker(people, "new-" + i).calling(60 - i / 2, 1)));

    assertExplained(discover(people, users), "one app");
  }

  /** The teacher's example goes round, and everybody hands it in. */
  @Test
  void networks_openCourseWithAnExampleThatGoesRound_isNotVerified() {
    PopulationFixture people = new PopulationFixture(19);
    List<FeatureVector> students =
        group(
            120,
            i ->
                people
                    .person("student-" + i)
                    .prompting("lesson 1")
                    .asking("exercise " + i % 5, "exercise " + i % 7)
                    .with(LinkFamily.ARTEFACT, "the example"));

    assertNotVerified(discover(people, students));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networks_homeworkAppOfSiblings_isExplained(long seed) {
    PopulationFixture people = new PopulationFixture(seed);
    List<FeatureVector> children =
        group(
            200,
            i -> {
              Person child =
                  people
                      .person("child-" + i)
                      .prompting("homework app")
                      .with(LinkFamily.CLIENT, "homework app 1.0");
              return i % 5 < 2 ? child.with(LinkFamily.INSTRUMENT, "parent " + i / 5) : child;
            });

    assertExplained(discover(people, children), "one app");
  }

  /** A script that everybody runs hourly on his own affairs, with whatever client he has. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networks_newHourlyScriptOfCustomersOfBefore_isExplained(long seed) {
    PopulationFixture people = new PopulationFixture(seed);
    List<FeatureVector> before = new ArrayList<>(people.strangersAndAppUsers(STRANGERS));
    before.addAll(group(40, i -> people.person("hobbyist-" + i)));
    List<FeatureVector> today = new ArrayList<>(people.strangersAndAppUsers(STRANGERS));
    today.addAll(
        group(
            60,
            i -> people.person("hobbyist-" + i).prompting("hourly script").calling(168 + i % 3)));

    Network network = only(discover(night(before, today, seed), noneBefore()));

    assertStanding(network, NetworkStanding.EXPLAINED);
    assertThat(network.getNearestHonest()).startsWith("a new tool");
  }

  /** Some who were there before happen to use the prompt of a queue of work. */
  @Test
  void networks_oneQueueOfWork_customersOfBeforeAreNoMembers() {
    PopulationFixture people = new PopulationFixture(20);
    List<FeatureVector> before = new ArrayList<>(people.strangersAndAppUsers(STRANGERS));
    before.addAll(group(10, i -> people.person("customer-" + i)));
    before.addAll(group(2, i -> people.person("first-" + i).prompting("think aloud in tags")));
    List<FeatureVector> today = new ArrayList<>(people.strangersAndAppUsers(STRANGERS));
    today.addAll(group(80, i -> queueWorker(people, i)));
    today.addAll(
        group(10, i -> people.person("customer-" + i).prompting("think aloud in tags", i)));
    today.addAll(group(2, i -> people.person("first-" + i).prompting("think aloud in tags")));

    Network network = only(discover(night(before, today, 20), noneBefore()));

    assertStanding(network, NetworkStanding.VERIFIED);
    assertThat(network.getMembersList())
        .extracting(NetworkMember::getAccountId)
        .hasSize(80)
        .allMatch(id -> id.startsWith("worker"));
  }

  private static TrainingInput night(
      List<FeatureVector> before, List<FeatureVector> today, long seed) {
    return new TrainingInput(
        BaselineDays.of(PopulationFixture.baselineDays(before)),
        new DayOfVectors(PopulationFixture.TODAY, today),
        seed,
        null,
        PopulationFixture.TONIGHT);
  }

  private static NetworkSnapshot noneBefore() {
    return NetworkSnapshot.getDefaultInstance();
  }

  private static Person appWorker(PopulationFixture people, String id) {
    return people.person(id).prompting("one client").with(LinkFamily.CLIENT, "its client");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networks_tracesOfOneHandedInByAnother_areVerifiedThoughTheyHaveOneClient(long seed) {
    PopulationFixture people = new PopulationFixture(seed);
    List<FeatureVector> loop =
        group(
            40, i -> appWorker(people, "cleaner-" + i).with(LinkFamily.ARTEFACT, "trace " + i / 2));

    Network network = only(discover(people, loop));

    assertStanding(network, NetworkStanding.VERIFIED);
    assertThat(network.getMembersList()).extracting(NetworkMember::getWeight).containsOnly(1.0);
  }

  /** S08 in the baseline: nothing grew, but cards and loads are those of one hand. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networks_steadyPoolWithSharedCardsAndOneLoad_isVerified(long seed) {
    PopulationFixture people = new PopulationFixture(seed);
    List<FeatureVector> pool = group(50, i -> grader(people, i).calling(900 + i % 5));
    List<FeatureVector> all = new ArrayList<>(people.strangers(STRANGERS));
    all.addAll(pool);

    Network network = only(discover(people.input(all, List.of()), noneBefore()));

    assertStanding(network, NetworkStanding.VERIFIED);
    assertThat(network.getMembersList())
        .extracting(NetworkMember::getAccountId)
        .allMatch(id -> id.startsWith("grader"))
        .hasSize(50);
  }

  private static Person grader(PopulationFixture people, int i) {
    return people
        .person("grader-" + i)
        .prompting("one rubric")
        .with(LinkFamily.INSTRUMENT, "grader's card " + i / 5);
  }

  /** A relay on a public tool: whoever pays with its cards is its member, and nobody else. */
  @Test
  void networks_relayOnAToolThatGrows_hasItsLinkedAccountsAlone() {
    PopulationFixture people = new PopulationFixture(17);
    List<FeatureVector> honest = new ArrayList<>(people.strangers(STRANGERS));
    honest.addAll(group(100, i -> people.person("developer-" + i).prompting("tool")));
    List<FeatureVector> relay =
        group(
            150,
            i ->
                people
                    .person("relay-" + i)
                    .prompting("tool")
                    .with(LinkFamily.INSTRUMENT, "relay's card " + i / 6));
    List<FeatureVector> others = group(60, i -> people.person("newcomer-" + i).prompting("tool"));
    List<FeatureVector> today = new ArrayList<>(relay);
    today.addAll(others);

    Network network = only(discover(people.input(honest, today), noneBefore()));

    assertThat(network.getMembersList())
        .extracting(NetworkMember::getAccountId)
        .hasSize(150)
        .allMatch(id -> id.startsWith("relay"));
    assertThat(network.getUnits()).isEqualTo(150);
  }

  @Test
  void networks_frameOfTheBaseline_isNotHot() {
    PopulationFixture people = new PopulationFixture(8);
    List<FeatureVector> agents =
        group(
            200,
            i ->
                people
                    .person("developer-" + i)
                    .prompting("agent 1.0")
                    .with(LinkFamily.INSTRUMENT, "card " + i / 6));
    List<FeatureVector> honest = new ArrayList<>(people.strangers(STRANGERS));
    honest.addAll(agents);

    NetworkSnapshot none = noneBefore();
    assertThat(discover(people.input(honest, List.of()), none).getNetworksList()).isEmpty();
  }

  @Test
  void networks_hidingBehindAPopularNewFrame_doNotTaintItsUsers() {
    PopulationFixture people = new PopulationFixture(9);
    List<FeatureVector> group = new ArrayList<>();
    group.addAll(
        group(
            900,
            i ->
                people
                    .person("developer-" + i)
                    .prompting("agent 2.0")
                    .with(LinkFamily.CLIENT, "agent 2.0")));
    group.addAll(group(60, i -> harvester(people, "pool", i).prompting("agent 2.0")));

    List<Network> verified =
        discover(people, group).getNetworksList().stream()
            .filter(network -> NetworkStanding.of(network) == NetworkStanding.VERIFIED)
            .toList();
    assertThat(verified).hasSize(1);
    assertThat(verified.get(0).getMembersList())
        .extracting(NetworkMember::getAccountId)
        .allMatch(id -> id.startsWith("pool"))
        .hasSize(60);
  }

  @Test
  void networks_severalPromptsOfOneHand_areOneNetwork() {
    PopulationFixture people = new PopulationFixture(14);
    List<FeatureVector> pool =
        group(120, i -> harvester(people, "pool", i).prompting("task " + i % 6));

    NetworkSnapshot found = discover(people, pool);
    assertThat(found.getNetworksList()).hasSize(1);
    assertThat(found.getNetworks(0).getMembersCount()).isEqualTo(120);
    long frames = found.getHotKeysList().stream().filter(key -> key.getFamily() == 1).count();
    assertThat(frames).isEqualTo(6);
  }

  @Test
  void networks_secondPoolAfterABan_isTheSameNetwork() {
    PopulationFixture people = new PopulationFixture(10);
    NetworkSnapshot first = discover(people, group(100, i -> harvester(people, "a", i)));
    List<FeatureVector> second = new ArrayList<>();
    second.addAll(group(100, i -> harvester(people, "a", i).closed()));
    second.addAll(group(100, i -> harvester(people, "b", i)));
    NetworkSnapshot next = discover(people.input(people.strangers(STRANGERS), second), first);
    NetworkSnapshot last =
        discover(
            people.input(people.strangers(STRANGERS), group(100, i -> harvester(people, "b", i))),
            next);

    assertThat(next.getNetworksList()).hasSize(1);
    assertThat(next.getNetworks(0).getId()).isEqualTo(first.getNetworks(0).getId());
    assertThat(next.getNetworks(0).getLife()).isEqualTo(NetworkLife.NETWORK_LIFE_GROWING);
    assertThat(next.getNetworks(0).getMembersCount()).isEqualTo(200);
    assertThat(last.getNetworks(0).getId()).isEqualTo(first.getNetworks(0).getId());
  }

  /** S05: its one client is an SDK that everybody may use, so it is no app's. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networks_poolWithOneLoadOnAPublicSdk_isVerifiedThoughItHasOneClient(long seed) {
    PopulationFixture people = new PopulationFixture(seed);
    List<FeatureVector> honest = new ArrayList<>(people.strangers(STRANGERS));
    honest.addAll(group(80, i -> people.person("caller-" + i).with(LinkFamily.CLIENT, "sdk")));
    List<FeatureVector> pool = group(60, i -> evenWorker(people, i).with(LinkFamily.CLIENT, "sdk"));

    Network network = only(discover(people.input(honest, pool), noneBefore()));

    assertStanding(network, NetworkStanding.VERIFIED);
    assertThat(network.getMembersList()).extracting(NetworkMember::getWeight).containsOnly(1.0);
  }

  /** The same with a client that nobody else has: it may be an app that calls by a schedule. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void networks_appThatCallsByASchedule_isExplained(long seed) {
    PopulationFixture people = new PopulationFixture(seed);
    List<FeatureVector> users =
        group(60, i -> evenWorker(people, i).with(LinkFamily.CLIENT, "its own"));

    assertExplained(discover(people, users), "one app");
  }

  /** Each calls 240 times a day since it was opened, up to six days ago. */
  private static Person evenWorker(PopulationFixture people, int i) {
    int hours = 24 + 2 * i;
    return people
        .person("worker-" + i)
        .prompting("think aloud in tags", i)
        .aged(Duration.ofHours(hours))
        .calling(10L * hours);
  }

  /** No two of its prompts and endings have most accounts in common, but many. */
  @Test
  void networks_oneQueueOfWorkInSeveralPrompts_isOneNetwork() {
    PopulationFixture people = new PopulationFixture(21);
    List<FeatureVector> pool =
        group(
            60,
            i ->
                evenWorker(people, i)
                    .prompting("prompt " + i % 3)
                    .with(LinkFamily.AFFIX, "ending " + i / 3 % 2));

    Network network = only(discover(people, pool));

    assertThat(network.getMembersCount()).isEqualTo(60);
  }

  @Test
  void networks_twoOfBeforeThatAreOneNow_leaveNoDormantOne() {
    PopulationFixture people = new PopulationFixture(22);
    Network whole = only(discover(people, group(60, i -> harvester(people, "a", i))));
    NetworkSnapshot halves =
        NetworkSnapshot.newBuilder()
            .addNetworks(part(whole, "net-1", 0, 35))
            .addNetworks(part(whole, "net-2", 35, 60))
            .build();

    Network network =
        only(
            discover(
                people.input(
                    people.strangers(STRANGERS), group(60, i -> harvester(people, "a", i))),
                halves));

    assertThat(network.getId()).isEqualTo("net-1");
    assertThat(network.getPredecessorIdsList()).containsExactly("net-2");
    assertThat(network.getMembersCount()).isEqualTo(60);
  }

  private static Network part(Network whole, String id, int from, int to) {
    return whole.toBuilder()
        .setId(id)
        .clearMembers()
        .addAllMembers(whole.getMembersList().subList(from, to))
        .build();
  }

  @Test
  void networks_foundAgain_goOnWithTheDaysOfTheNightBefore() {
    PopulationFixture people = new PopulationFixture(15);
    List<FeatureVector> pool =
        group(60, i -> harvester(people, "a", i).calling(i < 40 ? 30 : 3, 2));
    Network.Builder first = discover(people, pool).getNetworks(0).toBuilder();
    assertThat(first.getDaysList())
        .extracting(NetworkDay::getDay, NetworkDay::getUnits, NetworkDay::getJoined)
        .containsExactly(tuple("2026-11-19", 40, 40), tuple("2026-11-20", 60, 20));
    assertThat(first.getMembersList())
        .allMatch(member -> member.getContentShare() == 1)
        .extracting(NetworkMember::getRequests7D)
        .startsWith(3000L, 3001L);
    assertThat(first.getSharedKeys(0).getMembers()).isEqualTo(60);

    first.clearDays().addDays(NetworkDay.newBuilder().setDay("2026-11-18").setUnits(7));
    NetworkSnapshot before = noneBefore().toBuilder().addNetworks(first).build();
    Network again =
        discover(people.input(people.strangers(STRANGERS), pool), before).getNetworks(0);

    assertThat(again.getId()).isEqualTo(first.getId());
    assertThat(again.getDaysList())
        .extracting(NetworkDay::getDay, NetworkDay::getUnits)
        .containsExactly(tuple("2026-11-18", 7), tuple("2026-11-19", 40), tuple("2026-11-20", 60));
  }

  @Test
  void networks_nothingLeftOfOne_isDormantThenForgotten() {
    PopulationFixture people = new PopulationFixture(11);
    List<FeatureVector> pool = group(50, i -> harvester(people, "a", i));
    NetworkSnapshot first = discover(people, pool);
    List<FeatureVector> quiet = group(50, i -> people.person("a-" + i));
    NetworkSnapshot second = discover(people.input(people.strangers(STRANGERS), quiet), first);
    NetworkSnapshot third = discover(people.input(people.strangers(STRANGERS), List.of()), second);
    NetworkSnapshot faded = second;
    for (int night = 0; night < 20; night++) {
      faded = discover(people.input(people.strangers(STRANGERS), quiet), faded);
    }

    assertThat(second.getNetworksList())
        .extracting(Network::getLife)
        .containsExactly(NetworkLife.NETWORK_LIFE_DORMANT);
    assertThat(second.getNetworks(0).getMembers(0).getWeight()).isBetween(0.75, 0.99);
    assertThat(third.getNetworksList()).isEmpty();
    assertThat(faded.getNetworksList()).isEmpty();
  }

  @Test
  void networks_sameSeed_areTheSame() {
    PopulationFixture people = new PopulationFixture(13);
    List<FeatureVector> pool = group(50, i -> harvester(people, "a", i));

    assertThat(discover(people, pool)).isEqualTo(discover(people, pool));
  }

  private static void assertStanding(Network network, NetworkStanding standing) {
    assertThat(NetworkStanding.of(network)).as(network.toString()).isEqualTo(standing);
  }

  private static void assertExplained(NetworkSnapshot found, String cause) {
    assertThat(found.getNetworksList()).hasSize(1);
    Network network = found.getNetworks(0);
    assertStanding(network, NetworkStanding.EXPLAINED);
    assertThat(network.getEvidence(0).getCause()).startsWith(cause);
    assertThat(network.getNearestHonest()).startsWith(cause);
  }

  private static void assertNotVerified(NetworkSnapshot found) {
    assertThat(found.getNetworksList())
        .hasSize(1)
        .allSatisfy(n -> assertThat(NetworkStanding.of(n)).isNotEqualTo(NetworkStanding.VERIFIED));
  }
}
