package io.stillwatch.modelservice.verdicts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.features.wire.VectorWire;
import io.stillwatch.modelservice.Await;
import io.stillwatch.modelservice.Models;
import io.stillwatch.modelservice.People;
import io.stillwatch.modelservice.PlayedVectors;
import io.stillwatch.modelservice.RunningService;
import io.stillwatch.v1.Band;
import io.stillwatch.v1.EraseVerdictRequest;
import io.stillwatch.v1.EraseVerdictResponse;
import io.stillwatch.v1.ErasedClass;
import io.stillwatch.v1.GetNetworkRequest;
import io.stillwatch.v1.ListMembersRequest;
import io.stillwatch.v1.ListMembersResponse;
import io.stillwatch.v1.ListNetworksRequest;
import io.stillwatch.v1.NetworkMember;
import io.stillwatch.v1.NetworkSummary;
import io.stillwatch.v1.VerdictServiceGrpc;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

final class ErasureTest {
  private PlayedVectors features;
  private RunningService service;

  @BeforeEach
  void start() {
    features = new PlayedVectors();
    service = RunningService.start(RunningService.newDatabase(), features);
    features.put(People.one("suspect", Instant.now()));
    features.put(People.one("other", Instant.now()));
    service.makeChampion(Models.of("v1", "suspect", "other"));
    Await.until("soft", () -> service.check("suspect").getBand() == Band.BAND_SOFT);
    Await.until("stored", () -> rows("verdicts") == 1 && rows("verdict_history") >= 1);
  }

  @AfterEach
  void stop() {
    service.close();
    features.close();
  }

  @Test
  void follow_erasure_removesTheAccountFromAllThatIsHeld() {
    assertThat(members()).contains("suspect", "other");

    features.erase("suspect", Instant.now());

    Await.until("gone", () -> service.check("suspect").getVectorPosition() == 0);
    Await.until("removed", () -> rows("verdicts") + rows("verdict_history") == 0);
    assertThat(service.part(VerdictHistory.class).recent(10))
        .extracting(VerdictHistory.Change::accountId)
        .doesNotContain("suspect");
    assertThat(members()).contains("other").doesNotContain("suspect");
    assertThat(listedMembers()).containsExactly("other");
    assertThat(service.check("other").getBand()).isEqualTo(Band.BAND_SOFT);
  }

  @Test
  void listNetworks_afterAnErasure_countWhomListMembersTellsAndPagesGoOn() {
    String second = page("", 1).getNextPageToken();

    features.erase("suspect", Instant.now());
    Await.until("gone", () -> listedMembers().size() == 1);

    assertThat(listed(1)).extracting(NetworkSummary::getMembers).containsExactly(1);
    assertThat(listed(2)).isEmpty();
    assertThat(page(second, 1).getMembersList()).isEmpty();
  }

  private List<NetworkSummary> listed(int minMembers) {
    return service
        .networks()
        .listNetworks(ListNetworksRequest.newBuilder().setMinMembers(minMembers).build())
        .getNetworksList();
  }

  @Test
  void follow_erasureOfBeforeANewAccount_leavesTheNewOne() {
    features.erase("suspect", Instant.now());
    features.put(People.one("suspect", Instant.now()));
    Await.until("anew", () -> service.check("suspect").getVectorPosition() == features.position());

    service.part(Erasures.class).erase("suspect", features.position(), Instant.now());

    assertThat(service.check("suspect").getVectorPosition()).isEqualTo(features.position());
  }

  @Test
  void eraseAccount_order_removesAndLeavesALineWithoutTheId() {
    EraseVerdictResponse answer = erase("suspect", "admin");

    assertThat(answer.getRemovedList()).extracting(ErasedClass::getRemoved).containsExactly(1L, 1L);
    assertThat(answer.getRemainsList()).hasSize(3);
    assertThat(service.check("suspect").getBand()).isEqualTo(Band.BAND_UNKNOWN);
    Await.until("removed", () -> rows("verdicts") == 0);
    List<String> subjects =
        jdbc()
            .queryForList(
                "select subject from audit_log where action = 'ACCOUNT_ERASED'", String.class);
    assertThat(subjects).hasSize(1);
    assertThat(subjects.get(0)).startsWith("sha256:").doesNotContain("suspect");
  }

  @Test
  void eraseAccount_withoutTheScopeOrAnId_isRefused() {
    assertThatThrownBy(() -> erase("suspect", "read")).hasMessageContaining("PERMISSION_DENIED");
    for (String id : List.of("", "a\0b", "a".repeat(129))) {
      assertThatThrownBy(() -> erase(id, "admin")).hasMessageContaining("INVALID_ARGUMENT");
    }
    assertThat(service.check("suspect").getBand()).isEqualTo(Band.BAND_SOFT);
  }

  @Test
  void follow_vectorOfTheSamePositionAndLater_isTaken() {
    long position = service.check("suspect").getVectorPosition();
    Instant later = Instant.now();
    features.putRaw(VectorWire.write(People.one("suspect", later.minus(Duration.ofHours(5))), 1));
    Await.until("old", () -> service.check("suspect").getVectorAge().getSeconds() / 3600 == 5);

    features.putRaw(VectorWire.write(People.one("suspect", later), position));
    features.swept(later);

    Await.until("new", () -> service.check("suspect").getVectorAge().getSeconds() / 3600 == 0);
    assertThat(service.check("suspect").getStale()).isFalse();
    assertThat(service.check("suspect").getVectorPosition()).isEqualTo(position);
    features.stop();
    features.start();
    Await.until(
        "resumed",
        () ->
            features.requests().get(features.requests().size() - 1).getSweptUntil().getSeconds()
                == later.getEpochSecond());
  }

  private EraseVerdictResponse erase(String accountId, String scope) {
    return VerdictServiceGrpc.newBlockingStub(service.as(RunningService.secret(scope)))
        .eraseVerdict(EraseVerdictRequest.newBuilder().setAccountId(accountId).build());
  }

  private List<String> members() {
    return service
        .networks()
        .getNetwork(GetNetworkRequest.newBuilder().setNetworkId("net-1").build())
        .getNetwork()
        .getMembersList()
        .stream()
        .map(NetworkMember::getAccountId)
        .toList();
  }

  private List<String> listedMembers() {
    return page("", 10).getMembersList().stream()
        .map(listed -> listed.getMember().getAccountId())
        .toList();
  }

  private ListMembersResponse page(String token, int size) {
    return service
        .networks()
        .listMembers(
            ListMembersRequest.newBuilder()
                .setNetworkId("net-1")
                .setPageSize(size)
                .setPageToken(token)
                .build());
  }

  private long rows(String table) {
    Long rows =
        jdbc()
            .queryForObject(
                "select count(*) from " + table + " where account_id = 'suspect'", Long.class);
    return rows == null ? -1 : rows;
  }

  private JdbcTemplate jdbc() {
    return new JdbcTemplate(service.part(DataSource.class));
  }
}
