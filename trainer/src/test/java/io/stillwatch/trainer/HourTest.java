package io.stillwatch.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.stillwatch.detector.Band;
import io.stillwatch.detector.Judge;
import io.stillwatch.detector.bundle.SigningKey;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.v1.AccountErased;
import io.stillwatch.v1.AccountVector;
import io.stillwatch.v1.ActivateModelRequest;
import io.stillwatch.v1.FrameCluster;
import io.stillwatch.v1.ModelBundle;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkSnapshot;
import io.stillwatch.v1.ReadVectorsResponse;
import io.stillwatch.v1.SignedBundle;
import io.stillwatch.v1.VectorsBegin;
import io.stillwatch.v1.VectorsHeartbeat;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HourTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-01-05");
  private static final LocalDate TODAY = LocalDate.parse("2026-01-12");
  private static final Instant NOW = Instant.parse("2026-01-12T02:00:00Z");
  private static final Instant LATER = Instant.parse("2026-01-12T09:30:00Z");

  private final SigningKey key = SigningKey.generate();
  private FakeServices services;
  private ManagedChannel channel;
  private ModelBundle night;

  /** A week of strangers, and a night after it. */
  @BeforeEach
  void start() throws Exception {
    services = new FakeServices();
    channel = ServiceChannel.open(services.address(), FakeServices.TOKEN, null);
    for (int i = 0; i < 7; i++) {
      services.days.put(FIRST.plusDays(i), Villages.strangers(400, FIRST.plusDays(i)));
    }
    new Night(channel, channel, key).run(NightPlan.USUAL, NOW);
    night = bundle(services.published.get(0));
    services.champion = services.published.get(0);
    services.published.clear();
    services.activated.clear();
    services.followed = List.of();
  }

  @AfterEach
  void stop() throws Exception {
    channel.shutdownNow();
    services.close();
  }

  private static ModelBundle bundle(byte[] file) throws Exception {
    return ModelBundle.parseFrom(SignedBundle.parseFrom(file).getBundle());
  }

  private static List<FeatureVector> now(int harvesters) {
    List<FeatureVector> now = new ArrayList<>(Villages.strangers(400, TODAY));
    now.addAll(Villages.harvesters(harvesters, TODAY, TODAY));
    return now;
  }

  private HourOutcome hour() {
    return new Hour(channel, channel, key).run(LATER);
  }

  private void harvest(int harvesters) {
    services.live = FakeServices.snapshot(now(harvesters));
  }

  private void assertNothingDone() {
    assertThat(services.published).isEmpty();
    assertThat(services.activated).isEmpty();
    assertThat(services.followed).isEmpty();
  }

  private void assertFails(String... words) {
    assertThatThrownBy(this::hour)
        .isInstanceOf(NightFailed.class)
        .satisfies(failed -> assertThat(failed.getMessage()).contains(words));
    assertThat(services.activated).isEmpty();
  }

  @Test
  void run_campaignSinceMidnight_isPublishedOnTheModelOfTheNight() throws Exception {
    harvest(40);
    HourOutcome outcome = hour();

    assertThat(outcome).as(outcome.text()).isInstanceOf(HourOutcome.Activated.class);
    assertThat(key.trusted().open(services.published.get(0))).isNotNull();
    ModelBundle hourly = bundle(services.published.get(0));
    assertThat(hourly.getForest()).isEqualTo(night.getForest());
    assertThat(hourly.getCalibration()).isEqualTo(night.getCalibration());
    assertThat(hourly.getPersonas()).isEqualTo(night.getPersonas());
    assertThat(hourly.getManifest().getParentVersion()).isEqualTo(night.getManifest().getVersion());
    Judge judge = Judge.of(hourly);
    assertThat(Villages.harvesters(40, TODAY, TODAY))
        .allMatch(vector -> judge.judge(vector).band() == Band.SOFT);
    ActivateModelRequest activated = services.activated.get(0);
    assertThat(activated.getVersion()).isEqualTo(hourly.getManifest().getVersion());
    assertThat(activated.getOnlyAfter()).isEqualTo(night.getManifest().getVersion());
    assertThat(activated.getDespiteGates()).isFalse();
    assertThat(services.followed)
        .extracting(FrameCluster::getId)
        .containsExactly(hourly.getNetworks().getNetworks(0).getId());
    assertThat(outcome.text()).contains(night.getManifest().getVersion()).contains("knows 1");
  }

  @Test
  void run_theNextHour_goesOnWithItsNetworks_andSoDoesTheNextNight() throws Exception {
    harvest(40);
    hour();
    services.champion = services.published.get(0);
    NetworkSnapshot first = bundle(services.champion).getNetworks();
    harvest(60);
    hour();
    NetworkSnapshot second = bundle(services.published.get(1)).getNetworks();
    assertThat(second.getNetworks(0).getId()).isEqualTo(first.getNetworks(0).getId());
    assertThat(second.getNetworks(0).getMembersCount()).isEqualTo(60);

    services.known = second;
    services.days.put(TODAY, now(60));
    new Night(channel, channel, key).run(NightPlan.USUAL, NOW.plusSeconds(86_400));
    NetworkSnapshot third = bundle(services.published.get(2)).getNetworks();
    assertThat(third.getNetworksList())
        .extracting(Network::getId)
        .containsExactly(first.getNetworks(0).getId());
    assertThat(third.getNetworks(0).getFirstSeen()).isEqualTo(first.getNetworks(0).getFirstSeen());
  }

  @Test
  void run_nothingSpread_readsNoBaselineAndDoesNothing() {
    services.read.clear();
    harvest(0);
    HourOutcome outcome = hour();

    assertThat(outcome).isInstanceOf(HourOutcome.Idle.class);
    assertThat(outcome.text()).contains("no content has spread");
    assertThat(services.read).containsExactly(TODAY.minusDays(1));
    assertNothingDone();
  }

  @Test
  void run_networksThatAreKnown_areNotPublishedAgain() throws Exception {
    harvest(40);
    hour();
    services.champion = services.published.get(0);
    services.known = bundle(services.champion).getNetworks();
    services.published.clear();
    services.activated.clear();
    services.followed = List.of();

    assertThat(hour().text()).contains("those that are known");
    assertNothingDone();
  }

  @Test
  void run_noChampionYet_doesNothing() {
    services.champion = new byte[0];
    harvest(40);

    assertThat(hour().text()).contains("the first night comes first");
    assertNothingDone();
  }

  @Test
  void run_afterARollback_leavesItToTheNight() {
    services.rolledBack = true;
    harvest(40);

    assertThat(hour().text()).contains("rolled back");
    assertNothingDone();
  }

  @Test
  void run_championOfSomebodyElsesKey_isNotSigned() {
    services.champion = SigningKey.generate().sign(night).toByteArray();
    harvest(40);

    assertFails("the champion cannot be used", "not trusted");
    assertNothingDone();
  }

  @Test
  void run_championThatIsNoFile_fails() {
    services.champion = new byte[] {1, 2, 3, 4, 5};
    harvest(40);

    assertFails("the champion cannot be used", "not a model file");
    assertNothingDone();
  }

  @Test
  void run_championOfOtherFeatures_fails() {
    ModelBundle.Builder other = night.toBuilder();
    other.getSchemaBuilder().setFingerprint("of another version");
    services.champion = key.sign(other.build()).toByteArray();
    harvest(40);

    assertFails("the champion cannot be used", "of another version");
    assertNothingDone();
  }

  @Test
  void run_championBreaksOff_fails() {
    services.reading = Status.UNAVAILABLE.withDescription("the database went away");
    harvest(40);

    assertFails("reading the champion failed: UNAVAILABLE: the database went away");
    assertNothingDone();
  }

  @Test
  void run_liveStreamBreaksOff_fails() {
    harvest(40);
    services.live = services.live.subList(0, 200);
    services.liveEnd = open -> open.onError(Status.UNAVAILABLE.asRuntimeException());
    assertFails("reading the live vectors failed: UNAVAILABLE");
    services.liveEnd = open -> open.onCompleted();
    assertFails("reading the live vectors failed", "before every account was sent");
    assertNothingDone();
  }

  @Test
  void run_liveVectorsOfOtherFeatures_fails() {
    VectorsBegin.Builder begin = FakeServices.begin().getBegin().toBuilder();
    begin.getSchemaBuilder().setFingerprint("of another version");
    services.live = List.of(ReadVectorsResponse.newBuilder().setBegin(begin).build());

    assertFails("the live vectors have other features");
    assertNothingDone();
  }

  @Test
  void run_hostileLiveStream_fails() {
    FeatureVector one = now(0).get(0);
    AccountVector broken =
        FakeServices.message(one).getVector().toBuilder().setValues(0, Double.NaN).build();
    services.live =
        List.of(FakeServices.begin(), ReadVectorsResponse.newBuilder().setVector(broken).build());
    assertFails("reading the live vectors failed", "NaN");
    services.live = List.of(FakeServices.message(one));
    assertFails("before the schema");
    services.live = List.of(ReadVectorsResponse.getDefaultInstance());
    assertFails("without contents");
    assertNothingDone();
  }

  @Test
  void run_accountErasedMeanwhile_isNotThere() throws Exception {
    List<ReadVectorsResponse> live = new ArrayList<>(FakeServices.snapshot(now(40)));
    ReadVectorsResponse complete = live.remove(live.size() - 1);
    live.add(
        ReadVectorsResponse.newBuilder()
            .setHeartbeat(VectorsHeartbeat.getDefaultInstance())
            .build());
    live.add(
        ReadVectorsResponse.newBuilder()
            .setErased(AccountErased.newBuilder().setAccountId("harvester-3"))
            .build());
    live.add(complete);
    services.live = live;
    hour();

    Network network = bundle(services.published.get(0)).getNetworks().getNetworks(0);
    assertThat(network.getMembersList()).hasSize(39);
    assertThat(network.toString()).doesNotContain("\"harvester-3\"");
  }

  @Test
  void run_registryRefuses_fails() {
    services.publishing = Status.RESOURCE_EXHAUSTED.withDescription("too long");
    harvest(40);

    assertFails("publishing model", "RESOURCE_EXHAUSTED: too long");
  }

  @Test
  void run_anotherChampionMeanwhile_leavesItToThat() {
    services.activating = Status.ABORTED.withDescription("another");
    harvest(40);
    HourOutcome outcome = hour();

    assertThat(outcome).isInstanceOf(HourOutcome.Idle.class);
    assertThat(outcome.text()).contains(night.getManifest().getVersion()).contains("no longer");
    services.activating = Status.PERMISSION_DENIED.withDescription("needs admin");
    assertFails("activating model", "PERMISSION_DENIED: needs admin");
  }

  @Test
  void run_tooManyAtSoft_isHeldBack() {
    harvest(150);
    HourOutcome outcome = hour();

    assertThat(outcome).as(outcome.text()).isInstanceOf(HourOutcome.HeldBack.class);
    assertThat(outcome.text()).contains("soft share: 150 of 550");
    assertThat(services.published).hasSize(1);
    assertThat(services.activated).isEmpty();
  }

  @Test
  void run_baselineDaysOfOtherFeatures_fails() {
    night.getManifest().getBaselineDaysList().stream()
        .map(LocalDate::parse)
        .forEach(services.closedByOtherVersion::add);
    harvest(40);

    assertFails("every baseline day of the champion has other features");
    assertNothingDone();
  }

  @Test
  void run_wrongToken_failsSayingSo() {
    ManagedChannel stranger = ServiceChannel.open(services.address(), "sw_wrong", null);
    try {
      assertThatThrownBy(() -> new Hour(stranger, stranger, key).run(LATER))
          .isInstanceOf(NightFailed.class)
          .hasMessageContaining("UNAUTHENTICATED");
    } finally {
      stranger.shutdownNow();
    }
  }
}
