package io.stillwatch.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.stillwatch.detector.bundle.SigningKey;
import io.stillwatch.detector.network.Corrections;
import io.stillwatch.detector.network.Decision;
import io.stillwatch.detector.network.NetworkStanding;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.v1.AccountVector;
import io.stillwatch.v1.Frame;
import io.stillwatch.v1.FrameCluster;
import io.stillwatch.v1.GetPersonasResponse;
import io.stillwatch.v1.HotKey;
import io.stillwatch.v1.LinkFamily;
import io.stillwatch.v1.ModelAlias;
import io.stillwatch.v1.ModelBundle;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkLabel;
import io.stillwatch.v1.NetworkMember;
import io.stillwatch.v1.NetworkSnapshot;
import io.stillwatch.v1.Persona;
import io.stillwatch.v1.Personas;
import io.stillwatch.v1.ReadVectorsResponse;
import io.stillwatch.v1.SignedBundle;
import io.stillwatch.v1.TypicalRange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NightTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-01-05");
  private static final Instant NOW = Instant.parse("2026-01-12T02:00:00Z");

  private final SigningKey key = SigningKey.generate();
  private FakeServices services;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws Exception {
    services = new FakeServices();
    channel = ServiceChannel.open(services.address(), FakeServices.TOKEN, null);
  }

  @AfterEach
  void stop() throws Exception {
    channel.shutdownNow();
    services.close();
  }

  @Test
  void run_enoughDays_publishesSignedAndActivates() throws Exception {
    week(400);
    NightOutcome outcome = night().run(NightPlan.USUAL, NOW);
    assertThat(outcome).as(outcome.text()).isInstanceOf(NightOutcome.Activated.class);
    byte[] file = services.published.get(0);
    assertThat(key.trusted().open(file)).isNotNull();
    ModelBundle bundle = bundle(file);
    assertThat(bundle.getManifest().getDay()).isEqualTo("2026-01-11");
    assertThat(bundle.getManifest().getBaselineDaysList())
        .containsExactly("2026-01-05", "2026-01-06", "2026-01-07");
    assertThat(services.read).hasSize(4);
    assertThat(services.activated).hasSize(1);
    assertThat(services.activated.get(0).getVersion()).isEqualTo(bundle.getManifest().getVersion());
    assertThat(services.activated.get(0).getAlias()).isEqualTo(ModelAlias.MODEL_ALIAS_CHAMPION);
    assertThat(services.activated.get(0).getReason()).contains("2026-01-11");
    assertThat(services.activated.get(0).getDespiteGates()).isFalse();
  }

  @Test
  void run_theSameDaysAndSeed_judgesTheSame() throws Exception {
    week(300);
    night().run(NightPlan.USUAL, NOW);
    night().run(NightPlan.USUAL, NOW);
    ModelBundle first = bundle(services.published.get(0));
    ModelBundle second = bundle(services.published.get(1));
    assertThat(second.getCalibration()).isEqualTo(first.getCalibration());
    assertThat(second.getNetworks()).isEqualTo(first.getNetworks());
  }

  @Test
  void run_serviceOlderThanBlocks_judgesTheSame() throws Exception {
    week(300);
    night().run(NightPlan.USUAL, NOW);
    services.olderThanBlocks = true;
    night().run(NightPlan.USUAL, NOW);
    assertThat(bundle(services.published.get(1)).getCalibration())
        .isEqualTo(bundle(services.published.get(0)).getCalibration());
  }

  @Test
  void run_personasOfTheNightBefore_keepTheirNumbers() throws Exception {
    week(400);
    night().run(NightPlan.USUAL, NOW);
    Personas first = bundle(services.published.get(0)).getPersonas();
    Personas.Builder before = first.toBuilder();
    before.getPersonasBuilderList().forEach(p -> p.setNumber(100 - p.getNumber()));
    services.personas = GetPersonasResponse.newBuilder().setPersonas(before).build();

    night().run(NightPlan.USUAL, NOW);

    Personas second = bundle(services.published.get(1)).getPersonas();
    assertThat(first.getPersonasCount()).isGreaterThan(3);
    assertThat(second.getPersonasList())
        .containsExactlyInAnyOrderElementsOf(before.build().getPersonasList());
  }

  @Test
  void run_serviceOlderThanPersonas_publishesAllTheSame() throws Exception {
    week(400);
    services.personas = null;
    night().run(NightPlan.USUAL, NOW);

    assertThat(bundle(services.published.get(0)).getPersonas().getPersonasCount()).isPositive();
  }

  @Test
  void run_personasOfOtherFeatures_numbersThemAnew() throws Exception {
    week(400);
    Persona one =
        Persona.newBuilder()
            .setNumber(77)
            .setAccounts(5)
            .addCentroid(0)
            .addTypicalRanges(TypicalRange.getDefaultInstance())
            .build();
    services.personas =
        GetPersonasResponse.newBuilder()
            .setPersonas(Personas.newBuilder().addCentres(0).addScales(1).addPersonas(one))
            .build();

    night().run(NightPlan.USUAL, NOW);

    assertThat(bundle(services.published.get(0)).getPersonas().getPersonas(0).getNumber())
        .isEqualTo(1);
  }

  @Test
  void publish_ofSixMebibytes_travelsInChunksOfOne() {
    byte[] forest = new byte[6 << 20];
    new Random(17).nextBytes(forest);
    SignedBundle large =
        key.sign(ModelBundle.newBuilder().setForest(ByteString.copyFrom(forest)).build());
    new ModelRegistry(channel).publish(large, "large");
    assertThat(services.published.get(0)).isEqualTo(large.toByteArray());
    assertThat(services.chunkSizes).hasSize(7).allMatch(size -> size <= Upload.CHUNK_BYTES);
  }

  @Test
  void run_baselineUntil_leavesLaterDaysOut() throws Exception {
    week(300);
    NightPlan plan = new NightPlan(Instant.parse("2026-01-10T00:00:00Z"), 1);
    night().run(plan, NOW);
    assertThat(bundle(services.published.get(0)).getManifest().getBaselineDaysList())
        .containsExactly("2026-01-05", "2026-01-06", "2026-01-07", "2026-01-08", "2026-01-09");
  }

  @Test
  void run_noClosedDay_isTooLittle() {
    assertThat(night().run(NightPlan.USUAL, NOW)).isInstanceOf(NightOutcome.TooLittle.class);
    assertThat(services.published).isEmpty();
  }

  @Test
  void run_oneBaselineDay_isTooLittle() {
    services.days.put(FIRST, Villages.strangers(300, FIRST));
    services.days.put(FIRST.plusDays(1), Villages.strangers(300, FIRST.plusDays(1)));
    NightOutcome outcome = night().run(NightPlan.USUAL, NOW);
    assertThat(outcome).isInstanceOf(NightOutcome.TooLittle.class);
    assertThat(outcome.text()).contains("1 baseline day");
    assertThat(services.published).isEmpty();
  }

  @Test
  void run_fewAccounts_isTooLittle() {
    week(150);
    NightOutcome outcome = night().run(NightPlan.USUAL, NOW);
    assertThat(outcome).isInstanceOf(NightOutcome.TooLittle.class);
    assertThat(outcome.text()).contains("150");
  }

  @Test
  void run_gateFails_registersAndHoldsBack() {
    for (int i = 0; i < 7; i++) {
      services.days.put(FIRST.plusDays(i), Villages.employees(300, 70, FIRST.plusDays(i)));
    }
    NightOutcome outcome = night().run(NightPlan.USUAL, NOW);
    assertThat(outcome).as(outcome.text()).isInstanceOf(NightOutcome.HeldBack.class);
    assertThat(outcome.text()).contains("calibration units");
    assertThat(services.published).hasSize(1);
    assertThat(services.activated).isEmpty();
  }

  @Test
  void run_baselineDayOfOtherFeatures_isLeftOut() throws Exception {
    week(300);
    services.closedByOtherVersion.add(FIRST);
    night().run(NightPlan.USUAL, NOW);
    assertThat(bundle(services.published.get(0)).getManifest().getBaselineDaysList())
        .containsExactly("2026-01-06", "2026-01-07");
  }

  @Test
  void run_judgedDayOfOtherFeatures_fails() {
    week(300);
    services.closedByOtherVersion.add(FIRST.plusDays(6));
    assertThatThrownBy(() -> night().run(NightPlan.USUAL, NOW))
        .isInstanceOf(NightFailed.class)
        .hasMessageContaining("2026-01-11")
        .hasMessageContaining("other features");
  }

  @Test
  void run_vectorThatIsNotFinite_failsNamingTheDay() {
    week(300);
    ReadVectorsResponse message = FakeServices.message(services.days.get(FIRST).get(0));
    AccountVector broken = message.getVector().toBuilder().setValues(0, Double.NaN).build();
    services.garbled.put(
        FIRST,
        List.of(FakeServices.begin(), ReadVectorsResponse.newBuilder().setVector(broken).build()));
    assertThatThrownBy(() -> night().run(NightPlan.USUAL, NOW))
        .isInstanceOf(NightFailed.class)
        .hasMessageContaining("2026-01-05")
        .hasMessageContaining("NaN");
  }

  @Test
  void run_vectorBeforeTheSchema_fails() {
    week(300);
    FeatureVector vector = services.days.get(FIRST).get(0);
    services.garbled.put(FIRST, List.of(FakeServices.message(vector)));
    assertThatThrownBy(() -> night().run(NightPlan.USUAL, NOW))
        .isInstanceOf(NightFailed.class)
        .hasMessageContaining("before the schema");
  }

  @Test
  void run_dayWithoutSchema_fails() {
    week(300);
    services.garbled.put(FIRST, List.of());
    assertThatThrownBy(() -> night().run(NightPlan.USUAL, NOW))
        .isInstanceOf(NightFailed.class)
        .hasMessageContaining("before its schema");
  }

  @Test
  void run_publishRefused_failsAndActivatesNothing() {
    week(300);
    services.publishing = Status.INVALID_ARGUMENT.withDescription("not signed by a trusted key");
    assertThatThrownBy(() -> night().run(NightPlan.USUAL, NOW))
        .isInstanceOf(NightFailed.class)
        .hasMessageContaining("INVALID_ARGUMENT: not signed by a trusted key");
    assertThat(services.activated).isEmpty();
  }

  @Test
  void run_modelIsRegisteredAlready_activatesIt() {
    week(300);
    services.publishing = Status.ALREADY_EXISTS.withDescription("registered already");
    assertThat(night().run(NightPlan.USUAL, NOW)).isInstanceOf(NightOutcome.Activated.class);
    assertThat(services.activated).hasSize(1);
  }

  @Test
  void run_wrongToken_failsSayingSo() throws Exception {
    ManagedChannel stranger = ServiceChannel.open(services.address(), "sw_wrong", null);
    try {
      Night night = new Night(stranger, stranger, key);
      assertThatThrownBy(() -> night.run(NightPlan.USUAL, NOW))
          .isInstanceOf(NightFailed.class)
          .hasMessageContaining("UNAUTHENTICATED");
    } finally {
      stranger.shutdownNow();
    }
  }

  @Test
  void run_harvestInTheSecondHalf_isANetworkThatKeepsItsName() throws Exception {
    LocalDate start = FIRST.plusDays(5);
    for (int i = 0; i < 8; i++) {
      LocalDate day = FIRST.plusDays(i);
      List<FeatureVector> vectors = new ArrayList<>(Villages.strangers(500, day));
      if (!day.isBefore(start)) {
        vectors.addAll(Villages.harvesters(40, day, start));
      }
      services.days.put(day, vectors);
    }
    var lastDay = services.days.pollLastEntry();
    night().run(NightPlan.USUAL, NOW);
    NetworkSnapshot first = networks(0);
    assertThat(first.getNetworksList()).hasSize(1);
    assertThat(services.followed)
        .extracting(FrameCluster::getId)
        .containsExactly(first.getNetworks(0).getId());
    assertThat(services.followed.get(0).getFramesList())
        .extracting(Frame::getKey)
        .isEqualTo(
            first.getHotKeysList().stream()
                .filter(key -> key.getFamily() == LinkFamily.LINK_FAMILY_FRAME_VALUE)
                .map(HotKey::getKey)
                .sorted()
                .toList());
    services.known = withACompanion(first);
    services.days.put(lastDay.getKey(), lastDay.getValue());
    night().run(NightPlan.USUAL, NOW.plusSeconds(86_400));
    assertThat(networks(1).getNetworksList())
        .extracting(Network::getId)
        .contains(first.getNetworks(0).getId());
    assertThat(networks(1).getNetworksList())
        .extracting(Network::getFirstSeen)
        .contains(first.getNetworks(0).getFirstSeen());
  }

  @Test
  void run_networkThatPeopleDecidedOn_keepsCaseAndSplit() throws Exception {
    LocalDate start = FIRST.plusDays(5);
    for (int i = 0; i < 8; i++) {
      LocalDate day = FIRST.plusDays(i);
      List<FeatureVector> vectors = new ArrayList<>(Villages.strangers(500, day));
      if (!day.isBefore(start)) {
        vectors.addAll(Villages.harvesters(40, day, start));
      }
      services.days.put(day, vectors);
    }
    var lastDay = services.days.pollLastEntry();
    night().run(NightPlan.USUAL, NOW);
    String id = networks(0).getNetworks(0).getId();
    Set<String> some = Set.of("harvester-0", "harvester-1", "harvester-2");
    Decision split = new Decision.Split(id, "net-split", some);
    Decision label =
        new Decision.Labelled(id, NetworkLabel.NETWORK_LABEL_BENIGN, "ours", "ada", NOW, null);
    services.known = new Corrections(List.of(split, label), 2).applied(networks(0), NOW);
    services.days.put(lastDay.getKey(), lastDay.getValue());
    night().run(NightPlan.USUAL, NOW.plusSeconds(86_400));

    Network excused = network(networks(1), id);
    Network part = network(networks(1), "net-split");
    assertThat(excused.getCase().getReason()).isEqualTo("ours");
    assertThat(NetworkStanding.of(excused)).isEqualTo(NetworkStanding.EXPLAINED);
    assertThat(excused.getMembersCount()).isEqualTo(37);
    assertThat(NetworkStanding.of(part)).isEqualTo(NetworkStanding.VERIFIED);
    assertThat(part.getMembersList())
        .extracting(NetworkMember::getAccountId)
        .containsExactlyInAnyOrderElementsOf(some);
  }

  private static Network network(NetworkSnapshot snapshot, String id) {
    return snapshot.getNetworksList().stream()
        .filter(network -> network.getId().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void run_framesCannotBeFollowed_activatesAndSaysSo() {
    week(400);
    services.following = Status.PERMISSION_DENIED.withDescription("needs the scope publish");
    NightOutcome outcome = night().run(NightPlan.USUAL, NOW);
    assertThat(outcome).isInstanceOf(NightOutcome.Activated.class);
    assertThat(outcome.text())
        .endsWith("does not follow their frames (PERMISSION_DENIED: needs the scope publish)");
  }

  @Test
  void clusters_moreThanCanBeFollowed_areThoseOfTheFirstNetworks() {
    NetworkSnapshot.Builder snapshot = NetworkSnapshot.newBuilder();
    for (int network = 0; network < 70; network++) {
      snapshot.addNetworks(Network.newBuilder().setId("net-" + network));
      for (int frame = 1; frame <= 600; frame++) {
        snapshot.addHotKeys(
            HotKey.newBuilder()
                .setFamily(LinkFamily.LINK_FAMILY_FRAME_VALUE)
                .setKey(1_000L * network + frame)
                .setNetworkId("net-" + network));
      }
    }
    List<FrameCluster> clusters = FollowedNetworks.clusters(snapshot.build());
    assertThat(clusters).hasSize(16).first().extracting(FrameCluster::getId).isEqualTo("net-0");
    assertThat(clusters).allSatisfy(one -> assertThat(one.getFramesCount()).isEqualTo(512));
    snapshot.getHotKeysBuilderList().forEach(key -> key.setKey(key.getKey() / 1_000 + 1));
    assertThat(FollowedNetworks.clusters(snapshot.build())).hasSize(64);
  }

  /** A second network, so that listing takes two pages. */
  private static NetworkSnapshot withACompanion(NetworkSnapshot snapshot) {
    return snapshot.toBuilder()
        .addNetworks(Network.newBuilder().setId("net-of-yore"))
        .addHotKeys(HotKey.newBuilder().setFamily(1).setKey(7).setNetworkId("net-of-yore"))
        .build();
  }

  private NetworkSnapshot networks(int night) throws Exception {
    return bundle(services.published.get(night)).getNetworks();
  }

  private static ModelBundle bundle(byte[] file) throws Exception {
    return ModelBundle.parseFrom(SignedBundle.parseFrom(file).getBundle());
  }

  private void week(int accounts) {
    for (int i = 0; i < 7; i++) {
      services.days.put(FIRST.plusDays(i), Villages.strangers(accounts, FIRST.plusDays(i)));
    }
  }

  private Night night() {
    return new Night(channel, channel, key);
  }
}
