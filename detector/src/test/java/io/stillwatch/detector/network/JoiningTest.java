package io.stillwatch.detector.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.Timestamp;
import io.stillwatch.detector.PopulationFixture;
import io.stillwatch.detector.PopulationFixture.Person;
import io.stillwatch.detector.TrainingInput;
import io.stillwatch.features.AccountProfile;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.LinkFamily;
import io.stillwatch.features.Strand;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkEvidence;
import io.stillwatch.v1.NetworkLife;
import io.stillwatch.v1.NetworkMember;
import io.stillwatch.v1.NetworkSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who joins a known network in between two nights, and who does not. */
class JoiningTest {
  private static final int STRANGERS = 1500;
  private static final Duration YOUNG = Duration.ofHours(20);
  private static final Duration OLD = Duration.ofDays(200);

  private PopulationFixture people = new PopulationFixture(31);

  private static List<FeatureVector> group(int size, IntFunction<Person> member) {
    return IntStream.range(0, size).mapToObj(i -> member.apply(i).vector()).toList();
  }

  private static NetworkSnapshot discover(TrainingInput input) {
    return new Discovery(
            input.baseline().content(),
            input.today().vectors(),
            NetworkSnapshot.getDefaultInstance(),
            input.seed())
        .networks(input.trainedAt());
  }

  private NetworkSnapshot night(List<FeatureVector> group) {
    return discover(people.input(people.strangersAndAppUsers(STRANGERS), group));
  }

  /** A card for six, one issuer in three. */
  private Person harvester(int i) {
    return people
        .person("harvester-" + i)
        .prompting("think aloud in tags", i)
        .with(LinkFamily.INSTRUMENT, "virtual card " + i / 6)
        .with(LinkFamily.ISSUER, "virtual issuer " + i % 3)
        .aged(Duration.ofHours(30 + i));
  }

  /** A card, a home and a client of its own, and a part of the work that nobody else has. */
  private Person worker(int i) {
    return people
        .person("worker-" + i)
        .prompting("work from the queue", i)
        .aged(Duration.ofMinutes(300 + 15L * i));
  }

  private Person newcomer() {
    return people.person("newcomer").prompting("work from the queue").aged(YOUNG);
  }

  private NetworkIndex queue() {
    return new NetworkIndex(night(group(60, this::worker)));
  }

  private NetworkIndex pool() {
    return new NetworkIndex(night(group(60, this::harvester)));
  }

  private static void assertCore(@Nullable Membership membership, double weight) {
    assertThat(membership).isNotNull();
    assertThat(membership.standing()).isEqualTo(NetworkStanding.VERIFIED);
    assertThat(membership.weight()).isEqualTo(weight, within(1e-9));
    assertThat(membership.isCore()).isTrue();
  }

  /** The same account with so much of its calls behind its frame. */
  private static FeatureVector with(FeatureVector vector, double share, int calls) {
    Strand strand = vector.strands().get(0);
    Strand changed =
        new Strand(
            strand.frameKey(), strand.frameBands(), share, calls, strand.bodies(), strand.hours());
    return of(vector.account(), vector, List.of(changed));
  }

  private static FeatureVector of(
      AccountProfile account, FeatureVector vector, List<Strand> strands) {
    return new FeatureVector(
        account,
        vector.asOf(),
        vector.modelFamily(),
        vector.values(),
        vector.requests7d(),
        vector.outputTokens7d(),
        vector.links(),
        strands);
  }

  @Test
  void of_contentAndACardOfTheHand_isLinkedHoweverOldTheAccountIs() {
    Person payer =
        people
            .person("payer")
            .prompting("think aloud in tags")
            .with(LinkFamily.INSTRUMENT, "virtual card 3");

    assertCore(pool().of(payer.aged(YOUNG).vector()), 1);
    assertCore(pool().of(payer.aged(OLD).vector()), 1);
    assertThat(pool().of(payer.prompting("something else").vector())).isNull();
  }

  /** A couple's, whose prompt is near to the hand's. */
  @Test
  void of_contentAndACardThatThreeHave_isNotLinked() {
    NetworkIndex pool =
        new NetworkIndex(
            night(
                group(
                    60,
                    i ->
                        i < 3
                            ? harvester(i).with(LinkFamily.INSTRUMENT, "couple's card")
                            : harvester(i))));
    Person payer =
        people
            .person("payer")
            .prompting("think aloud in tags")
            .with(LinkFamily.INSTRUMENT, "couple's card");

    assertThat(pool.of(payer.aged(OLD).vector())).isNull();
    assertCore(pool.of(payer.with(LinkFamily.INSTRUMENT, "virtual card 3").vector()), 1);
  }

  @Test
  void of_cardOfTheHandWithLittleContent_isAtTheFringe() {
    FeatureVector payer =
        people
            .person("payer")
            .prompting("think aloud in tags")
            .with(LinkFamily.INSTRUMENT, "virtual card 3")
            .aged(YOUNG)
            .vector();

    assertThat(pool().of(with(payer, 0.05, 4)).weight()).isEqualTo(0.3);
    assertThat(pool().of(with(payer, 0.01, 1))).isNull();
    assertCore(pool().of(with(payer, 0.1, 2)), 1);
  }

  /** An issuer of thousands of strangers says little. */
  @Test
  void of_contentOfACustomerOfBeforeAndASharedIssuer_isAtTheFringe() {
    Person customer =
        people
            .person("customer")
            .prompting("think aloud in tags")
            .with(LinkFamily.ISSUER, "virtual issuer 1")
            .aged(OLD);

    Membership membership = pool().of(customer.vector());
    assertThat(membership.isCore()).isFalse();
    assertThat(membership.weight()).isEqualTo(0.3);
  }

  @Test
  void of_newAccountWithNovelContentOfAWholeNetwork_joinsItsCore() {
    assertCore(queue().of(newcomer().vector()), 0.9);
    assertCore(queue().of(with(newcomer().vector(), 0.5, 4)), 0.9);
  }

  @Test
  void of_customerOfBeforeWithTheSamePrompt_isNoMember() {
    assertThat(queue().of(newcomer().aged(OLD).vector())).isNull();
    // The baseline ends four days before tonight: who signed up in it may have been on it.
    assertThat(queue().of(newcomer().aged(Duration.ofHours(25)).vector())).isNull();
    assertCore(queue().of(newcomer().aged(Duration.ofHours(24)).vector()), 0.9);
  }

  @Test
  void of_newSeatOfAnOrganisation_isNoMember() {
    assertThat(queue().of(newcomer().of("customer of before").vector())).isNull();
  }

  @Test
  void of_accountWithoutATimeOfItsSignUp_isNoMember() {
    FeatureVector vector = newcomer().vector();
    AccountProfile account = vector.account();
    AccountProfile timeless =
        new AccountProfile(
            account.accountId(), "", account.plan(), 1, null, account.country(), false, List.of());

    assertThat(queue().of(of(timeless, vector, vector.strands()))).isNull();
  }

  @Test
  void of_newAccountThatTriedThePrompt_isNoMember() {
    assertThat(queue().of(with(newcomer().vector(), 0.08, 8))).isNull();
    assertThat(queue().of(with(newcomer().vector(), 0.15, 3))).isNull();
    assertThat(queue().of(with(newcomer().vector(), 1, 7))).isNull();
    assertCore(queue().of(with(newcomer().vector(), 1, 8)), 0.9);
  }

  /** The relay's card links; the tool that everybody has does not. */
  @Test
  void of_newUserOfAToolThatARelayHidesBehind_isNoMember() {
    List<FeatureVector> honest = new ArrayList<>(people.strangers(STRANGERS));
    honest.addAll(group(100, i -> people.person("developer-" + i).prompting("tool")));
    List<FeatureVector> today =
        new ArrayList<>(group(60, i -> people.person("other-" + i).prompting("tool")));
    today.addAll(
        group(
            150,
            i ->
                people
                    .person("relay-" + i)
                    .prompting("tool")
                    .with(LinkFamily.INSTRUMENT, "relay's card " + i / 6)));
    NetworkIndex index = new NetworkIndex(discover(people.input(honest, today)));
    Person user = people.person("user").prompting("tool").aged(YOUNG);

    assertThat(index.of(user.vector())).isNull();
    assertCore(index.of(user.with(LinkFamily.INSTRUMENT, "relay's card 4").vector()), 1);
  }

  @Test
  void of_newUserOfAnAppThatIsExplained_isNoMember() {
    NetworkSnapshot found =
        night(
            group(
                200,
                i ->
                    people
                        .person("app-" + i)
                        .prompting("new app")
                        .with(LinkFamily.CLIENT, "new app 1.0")));

    assertThat(NetworkStanding.of(found.getNetworks(0))).isEqualTo(NetworkStanding.EXPLAINED);
    assertThat(found.getNetworks(0).getJoinsByContent()).isFalse();
    assertThat(new NetworkIndex(found).of(newcomer().prompting("new app").vector())).isNull();
  }

  /** Whatever a snapshot says of a network that is only suspected. */
  @Test
  void of_newcomerToASuspectedNetwork_isNoMember() {
    NetworkSnapshot.Builder found = night(group(60, this::worker)).toBuilder();
    Network.Builder network = found.getNetworksBuilder(0);
    List<NetworkEvidence> content =
        network.getEvidenceList().stream()
            .filter(evidence -> evidence.getFamily().equals("content"))
            .toList();
    network.clearEvidence().addAllEvidence(content);

    assertThat(NetworkStanding.of(network.build())).isEqualTo(NetworkStanding.SUSPECTED);
    assertThat(new NetworkIndex(found.build()).of(newcomer().vector())).isNull();
  }

  @Test
  void of_dormantNetwork_isJoinedByCardsAloneAndNotNearerThanItsOwn() {
    NetworkSnapshot first = night(group(60, this::harvester));
    List<FeatureVector> quiet = group(60, i -> people.person("harvester-" + i).aged(YOUNG));
    TrainingInput next = people.input(people.strangersAndAppUsers(STRANGERS), quiet);
    NetworkSnapshot second =
        new Discovery(next.baseline().content(), next.today().vectors(), first, 31)
            .networks(next.trainedAt());
    NetworkIndex index = new NetworkIndex(second);
    Person person = newcomer().prompting("think aloud in tags");

    assertThat(second.getNetworks(0).getLife()).isEqualTo(NetworkLife.NETWORK_LIFE_DORMANT);
    assertThat(index.of(person.vector())).isNull();
    assertCore(index.of(person.with(LinkFamily.INSTRUMENT, "virtual card 3").vector()), 0.87);
  }

  @Test
  void of_snapshotOfAnOlderVersion_isJoinedByCardsAlone() {
    NetworkSnapshot.Builder found = night(group(60, this::worker)).toBuilder();
    assertThat(found.hasNewSince()).isTrue();
    found.getNetworksBuilder(0).clearJoinsByContent();
    assertThat(new NetworkIndex(found.build()).of(newcomer().vector())).isNull();
    found.getNetworksBuilder(0).setJoinsByContent(true);
    assertCore(new NetworkIndex(found.build()).of(newcomer().vector()), 0.9);
    assertThat(new NetworkIndex(found.clone().clearNewSince().build()).of(newcomer().vector()))
        .isNull();
    found.getHotKeysBuilderList().forEach(key -> key.clearNovel());
    assertThat(new NetworkIndex(found.build()).of(newcomer().vector())).isNull();
  }

  @Test
  void index_newSinceThatIsNoTime_isRefused() {
    NetworkSnapshot broken =
        NetworkSnapshot.newBuilder()
            .setNewSince(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))
            .build();

    assertThatThrownBy(() -> new NetworkIndex(broken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("9223372036854775807");
  }

  /** Cleaners hand in what others were given: only a night sees that. */
  private Person cleaner(int i) {
    return people
        .person("cleaner-" + i)
        .prompting("clean the trace")
        .with(LinkFamily.CLIENT, "one client")
        .with(LinkFamily.ARTEFACT, "trace " + i / 2)
        .aged(Duration.ofHours(40 + i));
  }

  /** Three campaigns and what is honest, some of it new. */
  private List<FeatureVector> town() {
    List<FeatureVector> town = new ArrayList<>(group(60, this::worker));
    town.addAll(group(60, this::harvester));
    town.addAll(group(40, this::cleaner));
    town.addAll(group(80, i -> people.person("neighbour-" + i).aged(Duration.ofHours(5 + i))));
    town.addAll(
        group(
            80,
            i ->
                people
                    .person("traveller-" + i)
                    .prompting("travel app")
                    .asking("trip " + i % 13, "hotel " + i % 7, "my own " + i)
                    .aged(Duration.ofHours(5 + i))));
    return town;
  }

  private static boolean isSoft(@Nullable Membership membership) {
    return membership != null
        && membership.isCore()
        && membership.standing() == NetworkStanding.VERIFIED;
  }

  private static NetworkSnapshot without(NetworkSnapshot snapshot, String account) {
    NetworkSnapshot.Builder changed = snapshot.toBuilder();
    for (Network.Builder network : changed.getNetworksBuilderList()) {
      List<NetworkMember> others =
          network.getMembersList().stream()
              .filter(member -> !member.getAccountId().equals(account))
              .toList();
      network.clearMembers().addAllMembers(others);
    }
    return changed.build();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void of_accountsThatTheNightDoesNotKnow_areJudgedAsByNight(long seed) {
    people = new PopulationFixture(seed);
    List<FeatureVector> town = town();
    NetworkSnapshot found = night(town);
    NetworkIndex night = new NetworkIndex(found);
    Map<String, Integer> core = new HashMap<>();
    Map<String, Integer> joined = new HashMap<>();
    for (FeatureVector vector : town) {
      String id = vector.account().accountId();
      String kind = id.substring(0, id.indexOf('-'));
      boolean isCore = isSoft(night.of(vector));
      boolean joins = isSoft(new NetworkIndex(without(found, id)).of(vector));
      core.merge(kind, isCore ? 1 : 0, Integer::sum);
      joined.merge(kind, joins ? 1 : 0, Integer::sum);
      assertThat(isCore || !joins).as(id).isTrue();
    }

    assertThat(core)
        .containsAllEntriesOf(Map.of("worker", 60, "harvester", 60, "cleaner", 40))
        .containsAllEntriesOf(Map.of("neighbour", 0, "traveller", 0));
    assertThat(joined).containsAllEntriesOf(Map.of("worker", 60, "harvester", 60));
  }

  /** Every tenth comes a day later. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void of_accountsThatComeAfterTheNight_areJudgedAsTheOthersWere(long seed) {
    people = new PopulationFixture(seed);
    List<FeatureVector> here = new ArrayList<>();
    List<FeatureVector> later = new ArrayList<>();
    town()
        .forEach(vector -> (vector.account().accountId().endsWith("7") ? later : here).add(vector));
    NetworkIndex index = new NetworkIndex(night(here));

    assertThat(later)
        .allSatisfy(
            vector ->
                assertThat(isSoft(index.of(vector)))
                    .as(vector.account().accountId())
                    .isEqualTo(vector.account().accountId().matches("(worker|harvester).*")));
  }
}
