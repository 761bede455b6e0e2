package io.stillwatch.modelservice.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.modelservice.Await;
import io.stillwatch.modelservice.Models;
import io.stillwatch.modelservice.People;
import io.stillwatch.modelservice.PlayedVectors;
import io.stillwatch.modelservice.Refused;
import io.stillwatch.modelservice.RunningService;
import io.stillwatch.modelservice.audit.AuditEntry;
import io.stillwatch.modelservice.audit.AuditLog;
import io.stillwatch.modelservice.models.ChampionWatch;
import io.stillwatch.modelservice.verdicts.VerdictHistory;
import io.stillwatch.v1.Band;
import io.stillwatch.v1.EraseVerdictRequest;
import io.stillwatch.v1.GetNetworkRequest;
import io.stillwatch.v1.GetNetworkResponse;
import io.stillwatch.v1.LabelNetworkRequest;
import io.stillwatch.v1.ListMembersRequest;
import io.stillwatch.v1.ListMembersResponse;
import io.stillwatch.v1.ListNetworksRequest;
import io.stillwatch.v1.MergeNetworksRequest;
import io.stillwatch.v1.MergeNetworksResponse;
import io.stillwatch.v1.NetworkCaseState;
import io.stillwatch.v1.NetworkLabel;
import io.stillwatch.v1.NetworkMember;
import io.stillwatch.v1.NetworkStanding;
import io.stillwatch.v1.NetworkSummary;
import io.stillwatch.v1.SplitNetworkRequest;
import io.stillwatch.v1.SplitNetworkResponse;
import io.stillwatch.v1.UpdateCaseRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two replicas on one database, and people who decide. */
final class DecisionTest {
  private static final Status.Code INVALID = Status.Code.INVALID_ARGUMENT;
  private static final int ROUNDS = 10;
  private final List<String> database = RunningService.newDatabase();
  private PlayedVectors features;
  private RunningService service;
  private RunningService other;

  @BeforeEach
  void start() {
    features = new PlayedVectors();
    for (String id : List.of("a", "b", "c")) {
      features.put(People.one(id, Instant.now()));
    }
    service = RunningService.start(database, features);
    other = RunningService.start(database, features);
    service.makeChampion(Models.of("v1", "a", "b", "c"));
    awaitBand("soft", "a", true);
  }

  @AfterEach
  void stop() {
    service.close();
    other.close();
    features.close();
  }

  @Test
  void labelNetwork_benign_nobodyIsSoftOnAnyReplicaNorByTheNextModel() {
    NetworkSummary told = label(NetworkLabel.NETWORK_LABEL_BENIGN, "our own load test", null);

    assertThat(told.getStanding()).isEqualTo(NetworkStanding.NETWORK_STANDING_EXPLAINED);
    assertThat(told.getNetwork().getCase().getLabelledBy()).isEqualTo("operator");
    awaitBand("not soft", "a", false);
    assertThat(service.check("a").getNetworkId()).isEmpty();
    assertThat(service.part(VerdictHistory.class).recent(10))
        .anySatisfy(change -> assertThat(change.from()).isEqualTo(Band.BAND_SOFT));
    service.makeChampion(Models.of("v2", "a", "b", "c"));
    Await.until("v2", () -> service.check("a").getModelVersion().equals("v2"));
    assertThat(service.check("a").getBand()).isNotEqualTo(Band.BAND_SOFT);
    assertThat(get("net-1").getNetwork().getCase()).isEqualTo(told.getNetwork().getCase());

    label(NetworkLabel.NETWORK_LABEL_UNSPECIFIED, "it was not ours", null);
    awaitBand("soft again", "a", true);
    assertThat(audit("NETWORK_LABELLED"))
        .extracting(AuditEntry::subject, AuditEntry::detail)
        .containsExactly(
            tuple("net-1", "no label: it was not ours"),
            tuple("net-1", "BENIGN: our own load test"));
  }

  @Test
  void labelNetwork_confirmed_setsTheLabelAlone() {
    NetworkSummary told = label(NetworkLabel.NETWORK_LABEL_CONFIRMED, "", null);

    assertThat(told.getStanding()).isEqualTo(NetworkStanding.NETWORK_STANDING_VERIFIED);
    assertThat(told.getNetwork().getCase().getLabel())
        .isEqualTo(NetworkLabel.NETWORK_LABEL_CONFIRMED);
    assertThat(service.check("a").getBand()).isEqualTo(Band.BAND_SOFT);
  }

  @Test
  void labelNetwork_withAnExpiry_countsUntilThen() {
    Instant soon = Instant.now().plusMillis(3000);
    label(NetworkLabel.NETWORK_LABEL_WRONG, "for a moment", Timestamps.timestamp(soon));

    awaitBand("not soft", "b", false);
    awaitBand("soft again", "b", true);
    assertThat(Instant.now()).isAfter(soon);
    assertThat(get("net-1").getNetwork().getCase().getReason()).isEmpty();
  }

  @Test
  void labelNetwork_unfit_isRefusedAndChangesNothing() {
    NetworkLabel benign = NetworkLabel.NETWORK_LABEL_BENIGN;
    Refused.with(INVALID, "reason is empty", () -> label(benign, " ", null));
    Refused.with(
        INVALID, "reason is empty", () -> label(NetworkLabel.NETWORK_LABEL_UNSPECIFIED, "", null));
    Refused.with(INVALID, "1001 characters", () -> label(benign, "x".repeat(1001), null));
    Refused.with(INVALID, "U+0000", () -> label(benign, "a\0b", null));
    Refused.with(INVALID, "U+000A", () -> label(benign, "a\nb", null));
    Refused.with(INVALID, "U+001B", () -> label(benign, "\u001b[2J", null));
    Refused.with(
        INVALID,
        "expires_at is not in the future",
        () -> label(benign, "x", Timestamp.newBuilder().setSeconds(1).build()));
    Refused.with(
        INVALID,
        "",
        () -> label(benign, "x", Timestamp.newBuilder().setSeconds(Long.MAX_VALUE).build()));
    LabelNetworkRequest.Builder request =
        LabelNetworkRequest.newBuilder().setNetworkId("net-1").setReason("x");
    Refused.with(
        INVALID,
        "label is not one",
        () -> service.networks().labelNetwork(request.setLabelValue(9).build()));
    for (String id : List.of("", "net-9", "net-1\0", "x".repeat(100_000))) {
      Refused.with(
          Status.Code.NOT_FOUND,
          "no network",
          () -> service.networks().labelNetwork(request.setNetworkId(id).setLabel(benign).build()));
    }
    assertThat(get("net-1").getNetwork().hasCase()).isFalse();
    assertThat(audit("")).noneMatch(entry -> entry.action().name().startsWith("NETWORK"));
  }

  @Test
  void updateCase_stateThenOwner_keepsBothAndListsFindThem() {
    update(NetworkCaseState.NETWORK_CASE_STATE_IN_REVIEW, null);
    NetworkSummary told =
        update(NetworkCaseState.NETWORK_CASE_STATE_UNSPECIFIED, "Ada \uD83D\uDD0D");

    assertThat(told.getNetwork().getCase().getState())
        .isEqualTo(NetworkCaseState.NETWORK_CASE_STATE_IN_REVIEW);
    assertThat(list(ListNetworksRequest.newBuilder().setOwner("Ada \uD83D\uDD0D"))).hasSize(1);
    assertThat(list(ListNetworksRequest.newBuilder().setOwner("Bob"))).isEmpty();
    assertThat(
            list(
                ListNetworksRequest.newBuilder()
                    .setState(NetworkCaseState.NETWORK_CASE_STATE_OPEN)))
        .isEmpty();
    assertThat(update(NetworkCaseState.NETWORK_CASE_STATE_UNSPECIFIED, "").getNetwork().getCase())
        .matches(it -> it.getOwner().isEmpty());
    Refused.with(
        INVALID, "neither", () -> update(NetworkCaseState.NETWORK_CASE_STATE_UNSPECIFIED, null));
    Refused.with(
        INVALID,
        "101 characters",
        () -> update(NetworkCaseState.NETWORK_CASE_STATE_OPEN, "x".repeat(101)));
    Refused.with(
        INVALID, "U+0085", () -> update(NetworkCaseState.NETWORK_CASE_STATE_OPEN, "a\u0085"));
    UpdateCaseRequest unknown =
        UpdateCaseRequest.newBuilder().setNetworkId("net-1").setStateValue(77).build();
    Refused.with(INVALID, "state is not one", () -> service.networks().updateCase(unknown));
  }

  @Test
  void splitNetwork_andLabelOfAPart_freesItAlone() {
    SplitNetworkResponse split = split("net-1", "a", "a");
    String part = split.getSplitOff().getNetwork().getId();

    assertThat(split.getNetwork().getMembers()).isEqualTo(2);
    assertThat(split.getSplitOff().getMembers()).isEqualTo(1);
    assertThat(split.getSplitOff().getNetwork().getPredecessorIdsList()).containsExactly("net-1");
    Await.until("renamed", () -> other.check("a").getNetworkId().equals(part));
    assertThat(service.check("b").getNetworkId()).isEqualTo("net-1");
    service
        .networks()
        .labelNetwork(
            LabelNetworkRequest.newBuilder()
                .setNetworkId(part)
                .setLabel(NetworkLabel.NETWORK_LABEL_WRONG)
                .setReason("a customer of before")
                .build());
    awaitBand("freed", "a", false);
    assertThat(service.check("b").getBand()).isEqualTo(Band.BAND_SOFT);

    NetworkSummary merged = merge("net-1", part).getNetwork();
    assertThat(merged.getMembers()).isEqualTo(3);
    awaitBand("soft again", "a", true);
    Refused.with(Status.Code.NOT_FOUND, part, () -> get(part));
    assertThat(audit("NETWORK_SPLIT").get(0).detail()).isEqualTo("1 accounts to " + part + ": why");
    assertThat(audit("NETWORK_MERGED").get(0).detail()).isEqualTo(part + ": why");
  }

  @Test
  void listMembers_pageOfBeforeADecision_goesOnOrIsRefusedSayingSo() {
    String second = members("net-1", 1, "").getNextPageToken();
    label(NetworkLabel.NETWORK_LABEL_CONFIRMED, "", null);
    assertThat(members("net-1", 5, second).getMembersCount()).isEqualTo(2);

    String part = split("net-1", "c").getSplitOff().getNetwork().getId();
    Refused.with(INVALID, "begin with the first page", () -> members("net-1", 5, second));
    String rest = members("net-1", 1, "").getNextPageToken();
    merge("net-1", part);
    Refused.with(INVALID, "begin with the first page", () -> members("net-1", 5, rest));
    assertThat(members("net-1", 5, second).getMembersCount()).as("as it was").isEqualTo(2);
  }

  private ListMembersResponse members(String id, int size, String token) {
    return service
        .networks()
        .listMembers(
            ListMembersRequest.newBuilder()
                .setNetworkId(id)
                .setPageSize(size)
                .setPageToken(token)
                .build());
  }

  @Test
  void decisions_ofTwoReplicasAtOnce_areAllTakenOnWhatIsThere() {
    List<CompletableFuture<Void>> deciding =
        Stream.of(service, other)
            .map(replica -> CompletableFuture.runAsync(() -> splitAndMergeBack(replica)))
            .toList();
    deciding.forEach(CompletableFuture::join);

    Await.until("heard", () -> get("net-1").getNetwork().getMembersCount() == 3);
    assertThat(list(ListNetworksRequest.newBuilder())).hasSize(1);
    assertThat(audit("NETWORK_SPLIT")).hasSize(2 * ROUNDS);
    assertThat(audit("NETWORK_MERGED")).hasSize(2 * ROUNDS);
  }

  private void splitAndMergeBack(RunningService replica) {
    String account = replica == service ? "a" : "b";
    for (int i = 0; i < ROUNDS; i++) {
      merge(replica, "net-1", split(replica, "net-1", account).getSplitOff().getNetwork().getId());
    }
  }

  /** A replica that is held up, as by reading a large model, holds nobody else up. */
  @Test
  void labelNetwork_whileAnotherReplicaIsHeldUp_isTaken() throws Exception {
    CompletableFuture<NetworkSummary> heldUp;
    synchronized (service.part(ChampionWatch.class)) {
      heldUp =
          CompletableFuture.supplyAsync(
              () -> label(NetworkLabel.NETWORK_LABEL_BENIGN, "held up", null));
      Thread.sleep(500);
      LabelNetworkRequest request =
          LabelNetworkRequest.newBuilder()
              .setNetworkId("net-1")
              .setLabel(NetworkLabel.NETWORK_LABEL_CONFIRMED)
              .build();
      other.networks().withDeadlineAfter(10, TimeUnit.SECONDS).labelNetwork(request);
      assertThat(heldUp).isNotDone();
    }
    assertThat(heldUp.get(30, TimeUnit.SECONDS).getNetwork().getCase().getReason())
        .isEqualTo("held up");
  }

  @Test
  void splitNetwork_unfit_isRefused() {
    Refused.with(INVALID, "account_ids has 0", () -> split("net-1"));
    Refused.with(INVALID, "\"nobody\" is no member", () -> split("net-1", "a", "nobody"));
    Refused.with(INVALID, "\"a?\" is no member", () -> split("net-1", "a\0"));
    Refused.with(INVALID, "all 3 members", () -> split("net-1", "a", "b", "c"));
    Refused.with(Status.Code.NOT_FOUND, "net-9", () -> split("net-9", "a"));
    SplitNetworkRequest silent =
        SplitNetworkRequest.newBuilder().setNetworkId("net-1").addAccountIds("a").build();
    Refused.with(INVALID, "reason is empty", () -> service.networks().splitNetwork(silent));
    String[] many = new String[50_001];
    Arrays.fill(many, "a");
    Refused.with(INVALID, "50001", () -> split("net-1", many));
    assertThat(get("net-1").getNetwork().getMembersCount()).isEqualTo(3);
  }

  @Test
  void mergeNetworks_unfit_isRefused() {
    Refused.with(INVALID, "absorbed_ids has 0", () -> merge("net-1"));
    Refused.with(INVALID, "\"net-1\" is named twice", () -> merge("net-1", "net-1"));
    Refused.with(INVALID, "\"net-2\" is named twice", () -> merge("net-1", "net-2", "net-2"));
    Refused.with(Status.Code.NOT_FOUND, "net-2", () -> merge("net-1", "net-2"));
    Refused.with(INVALID, "absorbed_ids has 101", () -> merge("net-1", new String[101]));
  }

  @Test
  void decisions_keptAndOnlyAddedTo_outliveARestartButNotTheAccounts() {
    String part = split("net-1", "a").getSplitOff().getNetwork().getId();
    service.close();
    service = RunningService.start(database, features);

    assertThat(get(part).getNetwork().getMembersList())
        .extracting(NetworkMember::getAccountId)
        .containsExactly("a");
    JdbcTemplate jdbc = new JdbcTemplate(service.part(DataSource.class));
    assertThatThrownBy(() -> jdbc.update("update network_decisions set reason = 'another'"))
        .hasMessageContaining("only added to");
    assertThatThrownBy(() -> jdbc.update("truncate network_decisions cascade"))
        .hasMessageContaining("only added to");
    service.verdicts().eraseVerdict(EraseVerdictRequest.newBuilder().setAccountId("a").build());
    assertThat(jdbc.queryForObject("select count(*) from network_decision_accounts", Integer.class))
        .isZero();
  }

  private void awaitBand(String what, String account, boolean soft) {
    for (RunningService replica : List.of(service, other)) {
      Await.until(
          what,
          () ->
              replica.check(account).getVectorPosition() > 0
                  && !replica.check(account).getModelVersion().isEmpty()
                  && (replica.check(account).getBand() == Band.BAND_SOFT) == soft);
    }
  }

  private NetworkSummary label(NetworkLabel label, String reason, Timestamp expiresAt) {
    LabelNetworkRequest.Builder request =
        LabelNetworkRequest.newBuilder().setNetworkId("net-1").setLabel(label).setReason(reason);
    if (expiresAt != null) {
      request.setExpiresAt(expiresAt);
    }
    return service.networks().labelNetwork(request.build()).getNetwork();
  }

  private NetworkSummary update(NetworkCaseState state, String owner) {
    UpdateCaseRequest.Builder request =
        UpdateCaseRequest.newBuilder().setNetworkId("net-1").setState(state);
    if (owner != null) {
      request.setOwner(owner);
    }
    return service.networks().updateCase(request.build()).getNetwork();
  }

  private SplitNetworkResponse split(String id, String... accounts) {
    return split(service, id, accounts);
  }

  private static SplitNetworkResponse split(RunningService replica, String id, String... accounts) {
    return replica
        .networks()
        .splitNetwork(
            SplitNetworkRequest.newBuilder()
                .setNetworkId(id)
                .addAllAccountIds(List.of(accounts))
                .setReason("why")
                .build());
  }

  private MergeNetworksResponse merge(String id, String... absorbed) {
    Arrays.setAll(absorbed, i -> absorbed[i] == null ? "net-" + i : absorbed[i]);
    return merge(service, id, absorbed);
  }

  private static MergeNetworksResponse merge(
      RunningService replica, String id, String... absorbed) {
    return replica
        .networks()
        .mergeNetworks(
            MergeNetworksRequest.newBuilder()
                .setNetworkId(id)
                .addAllAbsorbedIds(List.of(absorbed))
                .setReason("why")
                .build());
  }

  private List<NetworkSummary> list(ListNetworksRequest.Builder request) {
    return service.networks().listNetworks(request.build()).getNetworksList();
  }

  private GetNetworkResponse get(String id) {
    return service.networks().getNetwork(GetNetworkRequest.newBuilder().setNetworkId(id).build());
  }

  private List<AuditEntry> audit(String action) {
    return service.part(AuditLog.class).before(Long.MAX_VALUE, action, "", 100);
  }
}
