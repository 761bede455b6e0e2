package io.stillwatch.featureservice.following;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import io.stillwatch.featureservice.Reporter;
import io.stillwatch.featureservice.Reporter.Await;
import io.stillwatch.featureservice.RunningService;
import io.stillwatch.featureservice.accounts.Checkpoints;
import io.stillwatch.featureservice.intake.WriterEnd;
import io.stillwatch.v1.BodyUse;
import io.stillwatch.v1.EraseAccountRequest;
import io.stillwatch.v1.ErasedClass;
import io.stillwatch.v1.FeatureServiceGrpc;
import io.stillwatch.v1.FollowFramesRequest;
import io.stillwatch.v1.FollowFramesResponse;
import io.stillwatch.v1.FollowedCluster;
import io.stillwatch.v1.Frame;
import io.stillwatch.v1.FrameCluster;
import io.stillwatch.v1.ListFollowedFramesRequest;
import io.stillwatch.v1.ReadStrandsRequest;
import io.stillwatch.v1.ReadStrandsResponse;
import io.stillwatch.v1.StrandBasis;
import io.stillwatch.v1.StrandDay;
import io.stillwatch.v1.StrandRow;
import io.stillwatch.v1.StrandServiceGrpc;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameFollowingTest {
  private static final String PUBLISHER = "publisher-secret-of-the-tests";
  private static final FrameCluster NETWORK = Harvest.cluster("net-1", Harvest.FRAME);

  private final String database = RunningService.newDatabase();

  @Test
  void followFrames_thenCalls_areCountedFromThereOn() {
    try (RunningService service = start()) {
      Reporter reporter = report(service, 1, 30);
      FollowFramesResponse followed = follow(service, NETWORK);
      assertThat(followed.getPosition()).isEqualTo(30);
      assertThat(followed.getChangedIdsList()).containsExactly("net-1");
      awaitFilledBack(service);
      send(reporter, 31, 60);
      StrandDay counted = day(service, StrandBasis.STRAND_BASIS_COUNTED);
      assertThat(counted.getCalls()).isEqualTo(20);
      assertThat(counted.getPosition()).isEqualTo(59);
      assertThat(counted.getRowsList()).hasSize(7);
      assertThat(counted.getRowsList().stream().mapToLong(StrandRow::getCalls).sum()).isEqualTo(20);
      assertThat(counted.getDistinctBodies()).isEqualTo(20);
      assertThat(counted.getBodiesList()).allSatisfy(FrameFollowingTest::isOfOne);
      assertThat(counted.getAccounts()).isEqualTo(7);
    }
  }

  private static void isOfOne(BodyUse body) {
    assertThat(body.getAccountsList()).hasSize(1);
    assertThat(body.getCalls()).isEqualTo(1);
  }

  @Test
  void followFrames_afterCalls_fillsTheDaysBeforeBackFromTheSamples() {
    try (RunningService service = start("stillwatch.features.live-accounts=3")) {
      report(service, 1, 63);
      follow(service, NETWORK);
      awaitFilledBack(service);
      StrandDay sampled = day(service, StrandBasis.STRAND_BASIS_SAMPLED);
      assertThat(sampled.getCalls()).as("9 calls an account are sampled whole").isEqualTo(42);
      assertThat(sampled.getRowsList()).extracting(StrandRow::getCalls).containsOnly(6L);
      assertThat(sampled.getRowsList()).extracting(StrandRow::getStandsFor).containsOnly(6.0);
      assertThat(sampled.getDistinctBodies()).isEqualTo(42);
      assertThat(sampled.getPosition()).isZero();
    }
  }

  @Test
  void followFrames_restart_goesOnAsBefore() throws SQLException {
    List<ReadStrandsResponse> before;
    try (RunningService service = start()) {
      report(service, 1, 30);
      follow(service, NETWORK);
      awaitFilledBack(service);
      Reporter reporter = service.report("gateway", 1);
      reporter.awaitOpened();
      send(reporter, 31, 60);
      before = read(service, "net-1");
      assertThat(before).hasSize(2);
    }
    try (RunningService service = start()) {
      assertThat(read(service, "net-1")).isEqualTo(before);
      assertThat(following(service).getFilledBack()).isTrue();
      assertThat(following(service).getFollowedFrom()).isEqualTo(30);
      assertThat(follow(service, NETWORK).getChangedIdsList()).isEmpty();
    }
  }

  /** Checkpoints at every other moment, and none before the end. */
  @ParameterizedTest
  @ValueSource(ints = {31, 40, 59})
  void followFrames_crash_losesAndDoublesNothing(int storedAt) throws SQLException {
    List<ReadStrandsResponse> before;
    try (RunningService service = start()) {
      report(service, 1, 30);
      follow(service, NETWORK);
      awaitFilledBack(service);
      Reporter reporter = service.report("gateway", 1);
      reporter.awaitOpened();
      send(reporter, 31, storedAt);
      service.bean(Checkpoints.class).store();
      send(reporter, storedAt + 1, 60);
      before = read(service, "net-1");
      WriterEnd.abandon(service);
    }
    try (RunningService service = start()) {
      assertThat(read(service, "net-1")).hasSize(2).isEqualTo(before);
    }
  }

  /** The checkpoint is older than the following: the replay must not count what came before it. */
  @Test
  void followFrames_crashWithoutACheckpoint_countsNothingFromBefore() {
    try (RunningService service = start()) {
      Reporter reporter = report(service, 1, 30);
      follow(service, NETWORK);
      send(reporter, 31, 60);
      WriterEnd.abandon(service);
    }
    try (RunningService service = start()) {
      assertThat(day(service, StrandBasis.STRAND_BASIS_COUNTED).getCalls()).isEqualTo(20);
      awaitFilledBack(service);
      assertThat(day(service, StrandBasis.STRAND_BASIS_SAMPLED).getCalls())
          .as("the samples hold what came since as well")
          .isEqualTo(40);
    }
  }

  /** What was counted under the former frames is stored with the change. */
  @Test
  void followFrames_otherFramesThenACrash_keepsWhatWasCounted() {
    try (RunningService service = start()) {
      follow(service, NETWORK);
      Reporter reporter = report(service, 1, 30);
      FollowFramesResponse wider =
          follow(service, Harvest.cluster("net-1", Harvest.FRAME, Harvest.OTHER));
      assertThat(wider.getChangedIdsList()).containsExactly("net-1");
      send(reporter, 31, 60);
      assertThat(day(service, StrandBasis.STRAND_BASIS_COUNTED).getCalls()).isEqualTo(50);
      WriterEnd.abandon(service);
    }
    try (RunningService service = start()) {
      assertThat(day(service, StrandBasis.STRAND_BASIS_COUNTED).getCalls()).isEqualTo(50);
    }
  }

  @Test
  void followFrames_otherClusters_leavesNothingOfTheFormer() throws SQLException {
    try (RunningService service = start()) {
      follow(service, NETWORK, Harvest.cluster("net-2", Harvest.OTHER));
      report(service, 1, 30);
      service.bean(Checkpoints.class).store();
      follow(service, Harvest.cluster("net-2", Harvest.OTHER));
      assertThatThrownBy(() -> read(service, "net-1")).hasMessageContaining("NOT_FOUND");
      assertThat(count(service, "strand_days where cluster_id = 'net-1'")).isZero();
      assertThat(count(service, "followed_clusters")).isEqualTo(1);
      awaitFilledBack(service);
      assertThat(read(service, "net-2")).isNotEmpty();
      follow(service);
      assertThat(count(service, "strand_days")).isZero();
      service.bean(Checkpoints.class).store();
      assertThat(count(service, "strand_days")).isZero();
    }
    try (RunningService service = start()) {
      assertThat(
              strands(service)
                  .listFollowedFrames(ListFollowedFramesRequest.getDefaultInstance())
                  .getClustersList())
          .isEmpty();
    }
  }

  @Test
  void eraseAccount_inFollowedFrames_isNamedNowhere() throws SQLException {
    try (RunningService service = start()) {
      report(service, 1, 30);
      follow(service, NETWORK);
      awaitFilledBack(service);
      Reporter reporter = service.report("gateway", 1);
      reporter.awaitOpened();
      send(reporter, 31, 60);
      var answer =
          FeatureServiceGrpc.newBlockingStub(service.channel(PUBLISHER))
              .withDeadlineAfter(60, TimeUnit.SECONDS)
              .eraseAccount(EraseAccountRequest.newBuilder().setAccountId("account-1").build());
      assertThat(answer.getRemovedList()).extracting(ErasedClass::getRemoved).endsWith(2L);
      isWithoutAccount1(service);
      WriterEnd.abandon(service);
    }
    try (RunningService service = start()) {
      isWithoutAccount1(service);
      service.bean(Checkpoints.class).store();
      assertThat(count(service, "strand_days where encode(strands, 'escape') like '%account-1%'"))
          .isZero();
      assertThat(count(service, "strand_days")).isEqualTo(2);
    }
  }

  private static void isWithoutAccount1(RunningService service) {
    for (ReadStrandsResponse one : read(service, "net-1")) {
      assertThat(one.getDay().getRowsList())
          .extracting(StrandRow::getAccountId)
          .hasSize(6)
          .doesNotContain("account-1");
      assertThat(one.getDay().getBodiesList())
          .flatExtracting(BodyUse::getAccountsList)
          .doesNotContain(io.stillwatch.features.strands.StrandDay.mark("account-1"));
    }
  }

  @Test
  void followFrames_whatCannotBeFollowed_isRefusedByNameAndChangesNothing() {
    try (RunningService service = start()) {
      follow(service, NETWORK);
      Frame frame = NETWORK.getFrames(0);
      refuses(service, "named twice", NETWORK, NETWORK);
      refuses(service, "has no frame", NETWORK.toBuilder().clearFrames().build());
      refuses(service, "0 characters", NETWORK.toBuilder().clearId().build());
      refuses(service, "129 characters", NETWORK.toBuilder().setId("x".repeat(129)).build());
      refuses(service, "zero byte", NETWORK.toBuilder().setId("a\0b").build());
      refuses(
          service, "key 0", NETWORK.toBuilder().setFrames(0, frame.toBuilder().clearKey()).build());
      refuses(
          service,
          "not 5",
          NETWORK.toBuilder().setFrames(0, frame.toBuilder().addBands(1)).build());
      refuses(
          service,
          "65 clusters",
          java.util.stream.IntStream.range(0, 65)
              .mapToObj(i -> NETWORK.toBuilder().setId("net-" + i).build())
              .toArray(FrameCluster[]::new));
      assertThat(following(service).getCluster()).isEqualTo(NETWORK);
    }
  }

  private static void refuses(RunningService service, String why, FrameCluster... clusters) {
    assertThatThrownBy(() -> follow(service, clusters))
        .hasMessageContaining("INVALID_ARGUMENT")
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'; drop table strand_days; --", "\u202e\uD83D\uDE00", "a\nb", "%"})
  void followFrames_hostileId_isAnIdLikeAnother(String id) {
    try (RunningService service = start()) {
      follow(service, NETWORK.toBuilder().setId(id).build());
      report(service, 1, 30);
      assertThat(read(service, id)).isNotEmpty();
    }
    try (RunningService service = start()) {
      assertThat(following(service).getCluster().getId()).isEqualTo(id);
    }
  }

  @Test
  void strandService_otherScopes_areDenied() {
    try (RunningService service = start()) {
      var reader = StrandServiceGrpc.newBlockingStub(service.channel(RunningService.READER));
      assertThatThrownBy(() -> reader.followFrames(FollowFramesRequest.getDefaultInstance()))
          .hasMessageContaining("PERMISSION_DENIED");
      var reporter = StrandServiceGrpc.newBlockingStub(service.channel(RunningService.REPORTER));
      assertThatThrownBy(
              () -> reporter.listFollowedFrames(ListFollowedFramesRequest.getDefaultInstance()))
          .hasMessageContaining("PERMISSION_DENIED");
      assertThatThrownBy(
              () ->
                  ImmutableList.copyOf(
                      reporter.readStrands(ReadStrandsRequest.getDefaultInstance())))
          .hasMessageContaining("PERMISSION_DENIED");
    }
  }

  @Test
  void start_storedStrandsThatCannotBeRead_isRefusedByName() throws SQLException {
    try (RunningService service = start()) {
      follow(service, NETWORK);
      report(service, 1, 30);
    }
    try (RunningService service = start();
        Connection connection = service.bean(DataSource.class).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("update features.strand_days set strands = '\\x0102'");
      WriterEnd.abandon(service);
    }
    assertThatThrownBy(this::start)
        .rootCause()
        .isInstanceOf(com.google.protobuf.InvalidProtocolBufferException.class);
  }

  private RunningService start(String... settings) {
    List<String> all = new java.util.ArrayList<>(List.of(settings));
    all.add("stillwatch.tokens.seeds[2].name=publisher");
    all.add("stillwatch.tokens.seeds[2].scopes=READ,PUBLISH,ADMIN");
    all.add("stillwatch.tokens.seeds[2].secret=" + PUBLISHER);
    return RunningService.start(database, all.toArray(String[]::new));
  }

  private static Reporter report(RunningService service, long from, long to) {
    Reporter reporter = service.report("gateway", 1);
    reporter.awaitOpened();
    send(reporter, from, to);
    return reporter;
  }

  private static void send(Reporter reporter, long from, long to) {
    for (long number = from; number <= to; number++) {
      reporter.send(Harvest.call(number), number);
    }
    reporter.awaitDurable(to);
  }

  private static StrandServiceGrpc.StrandServiceBlockingStub strands(RunningService service) {
    return StrandServiceGrpc.newBlockingStub(service.channel(PUBLISHER))
        .withDeadlineAfter(60, TimeUnit.SECONDS);
  }

  private static FollowFramesResponse follow(RunningService service, FrameCluster... clusters) {
    return strands(service)
        .followFrames(FollowFramesRequest.newBuilder().addAllClusters(List.of(clusters)).build());
  }

  private static FollowedCluster following(RunningService service) {
    return strands(service)
        .listFollowedFrames(ListFollowedFramesRequest.getDefaultInstance())
        .getClusters(0);
  }

  private static void awaitFilledBack(RunningService service) {
    Await.until("the samples are looked at", () -> following(service).getFilledBack());
  }

  private static List<ReadStrandsResponse> read(RunningService service, String id) {
    return ImmutableList.copyOf(
        strands(service).readStrands(ReadStrandsRequest.newBuilder().setClusterId(id).build()));
  }

  private static StrandDay day(RunningService service, StrandBasis basis) {
    return read(service, "net-1").stream()
        .map(ReadStrandsResponse::getDay)
        .filter(day -> day.getBasis() == basis)
        .findFirst()
        .orElseThrow();
  }

  private static long count(RunningService service, String what) throws SQLException {
    try (Connection connection = service.bean(DataSource.class).getConnection();
        Statement statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from features." + what)) {
      row.next();
      return row.getLong(1);
    }
  }
}
