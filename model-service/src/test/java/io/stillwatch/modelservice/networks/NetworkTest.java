package io.stillwatch.modelservice.networks;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.stillwatch.modelservice.Await;
import io.stillwatch.modelservice.Models;
import io.stillwatch.modelservice.People;
import io.stillwatch.modelservice.PlayedVectors;
import io.stillwatch.modelservice.Refused;
import io.stillwatch.modelservice.RunningService;
import io.stillwatch.v1.Band;
import io.stillwatch.v1.GetNetworkRequest;
import io.stillwatch.v1.GetNetworkResponse;
import io.stillwatch.v1.HotKey;
import io.stillwatch.v1.ListMembersRequest;
import io.stillwatch.v1.ListMembersResponse;
import io.stillwatch.v1.ListNetworksRequest;
import io.stillwatch.v1.ListNetworksResponse;
import io.stillwatch.v1.ListedMember;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkEvidence;
import io.stillwatch.v1.NetworkMember;
import io.stillwatch.v1.NetworkSnapshot;
import io.stillwatch.v1.NetworkStanding;
import io.stillwatch.v1.NetworkSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkTest {
  private static final Status.Code INVALID = Status.Code.INVALID_ARGUMENT;
  private static PlayedVectors features;
  private static RunningService service;

  @BeforeAll
  static void start() {
    features = new PlayedVectors();
    service = RunningService.start(RunningService.newDatabase(), features);
    assertThat(list(0, "").getNetworksCount()).as("none while learning").isZero();
    NetworkSnapshot.Builder snapshot = NetworkSnapshot.newBuilder().setVersion("tonight");
    for (int i = 0; i < 7; i++) {
      snapshot.addNetworks(network("net-" + i, i / 2));
      snapshot.addHotKeys(HotKey.newBuilder().setFamily(1).setKey(i).setNetworkId("net-" + i));
    }
    snapshot.addNetworks(crowd());
    features.put(People.one("crowd-000007", Instant.now()));
    service.makeChampion(Models.with(snapshot.build(), "v1"));
  }

  @AfterAll
  static void stop() {
    service.close();
    features.close();
  }

  @Test
  void listNetworks_inPages_isBySizeWithoutMembers() {
    List<NetworkSummary> all = new ArrayList<>();
    String token = "";
    do {
      ListNetworksResponse page = list(2, token);
      all.addAll(page.getNetworksList());
      token = page.getNextPageToken();
    } while (!token.isEmpty());

    assertThat(all)
        .extracting(summary -> summary.getNetwork().getId())
        .containsExactly("crowd", "net-6", "net-4", "net-5", "net-2", "net-3", "net-0", "net-1");
    assertThat(all).allMatch(summary -> summary.getNetwork().getMembersCount() == 0);
    assertThat(all.get(1).getMembers()).isEqualTo(3);
  }

  @Test
  void getNetwork_known_hasItsMembersAndItsOwnKeys() {
    GetNetworkResponse known = get("net-6");

    assertThat(known.getNetwork().getMembersCount()).isEqualTo(3);
    assertThat(known.getHotKeysList()).extracting(HotKey::getKey).containsExactly(6L);
  }

  @Test
  void getNetwork_unknown_isNotFound() {
    Refused.with(Status.Code.NOT_FOUND, "no network \"net-9\"", () -> get("net-9"));
    Refused.with(Status.Code.NOT_FOUND, "xxx...", () -> get("x".repeat(100_000)));
  }

  @Test
  void listNetworks_brokenPage_isRefused() {
    Refused.with(Status.Code.INVALID_ARGUMENT, "page token", () -> list(2, "broken"));
    Refused.with(Status.Code.INVALID_ARGUMENT, "page size 1001", () -> list(1001, ""));
  }

  @Test
  void listNetworks_filters_showOnlyWhatTheyTake() {
    ListNetworksRequest.Builder verified =
        ListNetworksRequest.newBuilder().setStanding(NetworkStanding.NETWORK_STANDING_VERIFIED);
    ListNetworksRequest.Builder large = ListNetworksRequest.newBuilder().setMinMembers(3);
    assertThat(ids(verified)).containsExactly("crowd");
    assertThat(ids(large)).containsExactly("crowd", "net-6");
    String token = list(2, "").getNextPageToken();
    Refused.with(INVALID, "another question", () -> ids(large.setPageToken(token)));
    Refused.with(
        INVALID, "standing", () -> ids(ListNetworksRequest.newBuilder().setStandingValue(9)));
    Refused.with(INVALID, "label", () -> ids(ListNetworksRequest.newBuilder().setLabelValue(9)));
    Refused.with(INVALID, "state", () -> ids(ListNetworksRequest.newBuilder().setStateValue(9)));
    Refused.with(
        INVALID, "owner", () -> ids(ListNetworksRequest.newBuilder().setOwner("x".repeat(101))));
    assertThat(ids(ListNetworksRequest.newBuilder().setMinMembers(-1))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 1000})
  void listMembers_walked_meetsEachOnceByFallingWeight(int size) {
    List<NetworkMember> all = new ArrayList<>();
    String token = "";
    do {
      ListMembersResponse page = members("crowd", size, token);
      page.getMembersList().forEach(member -> all.add(member.getMember()));
      assertThat(page.getMembersCount()).isLessThanOrEqualTo(size == 0 ? 100 : size);
      token = page.getNextPageToken();
    } while (!token.isEmpty());

    assertThat(all)
        .isSortedAccordingTo(
            Comparator.comparing((NetworkMember member) -> -member.getWeight())
                .thenComparing(NetworkMember::getAccountId));
    assertThat(all).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(crowdMembers());
  }

  @Test
  void listMembers_ofOneThatIsHeldAndOthers_saysWhatIsKnown() {
    Await.until("judged", () -> service.check("crowd-000007").getBand() == Band.BAND_SOFT);
    List<ListedMember> members = new ArrayList<>();
    String token = "";
    do {
      ListMembersResponse page = members("crowd", 100, token);
      members.addAll(page.getMembersList());
      token = page.getNextPageToken();
    } while (!token.isEmpty());

    ListedMember held = of("crowd-000007", members);
    assertThat(held.getBand()).isEqualTo(Band.BAND_SOFT);
    assertThat(held.getRisk()).isBetween(0.75, 0.9);
    assertThat(held.getPlan()).isEqualTo("team");
    assertThat(held.hasNewestEvent()).isTrue();
    ListedMember stranger = of("crowd-000008", members);
    assertThat(stranger.getBand()).isEqualTo(Band.BAND_UNKNOWN);
    assertThat(stranger.hasRisk() || stranger.hasNewestEvent()).isFalse();
    assertThat(stranger.getMember().getContentShare()).isEqualTo(0.25);
  }

  @Test
  void listMembers_unfit_isRefused() {
    String token = members("crowd", 5, "").getNextPageToken();
    Refused.with(Status.Code.NOT_FOUND, "net-9", () -> members("net-9", 5, ""));
    Refused.with(Status.Code.NOT_FOUND, "", () -> members("a\0b", 5, ""));
    Refused.with(INVALID, "another question", () -> members("net-6", 5, token));
    Refused.with(INVALID, "page token", () -> members("crowd", 5, token + "A"));
    Refused.with(INVALID, "page token", () -> members("crowd", 5, "\u0000"));
    Refused.with(INVALID, "page size 1001", () -> members("crowd", 1001, ""));
    Refused.with(INVALID, "page size 4294967295", () -> members("crowd", -1, ""));
  }

  private static ListedMember of(String account, List<ListedMember> members) {
    return members.stream()
        .filter(member -> member.getMember().getAccountId().equals(account))
        .findFirst()
        .orElseThrow();
  }

  /** Verified, of 203, many of one weight. */
  private static Network crowd() {
    return Network.newBuilder()
        .setId("crowd")
        .addEvidence(NetworkEvidence.newBuilder().setFamily("content").setLogChance(-20))
        .addEvidence(NetworkEvidence.newBuilder().setFamily("money").setLogChance(-20))
        .addAllMembers(crowdMembers())
        .build();
  }

  private static List<NetworkMember> crowdMembers() {
    return IntStream.range(0, 203)
        .mapToObj(
            i ->
                NetworkMember.newBuilder()
                    .setAccountId(String.format("crowd-%06d", i))
                    .setWeight(i % 3 == 0 ? 0.5 : 1 - i % 5 / 100.0)
                    .setContentShare(0.25)
                    .build())
        .toList();
  }

  private static ListMembersResponse members(String id, int size, String token) {
    return service
        .networks()
        .listMembers(
            ListMembersRequest.newBuilder()
                .setNetworkId(id)
                .setPageSize(size)
                .setPageToken(token)
                .build());
  }

  private static List<String> ids(ListNetworksRequest.Builder request) {
    return service.networks().listNetworks(request.build()).getNetworksList().stream()
        .map(summary -> summary.getNetwork().getId())
        .toList();
  }

  private static Network network(String id, int members) {
    Network.Builder network = Network.newBuilder().setId(id);
    for (int i = 0; i < members; i++) {
      network.addMembers(NetworkMember.newBuilder().setAccountId(id + "-" + i).setWeight(1));
    }
    return network.build();
  }

  private static ListNetworksResponse list(int size, String token) {
    return service
        .networks()
        .listNetworks(
            ListNetworksRequest.newBuilder().setPageSize(size).setPageToken(token).build());
  }

  private static GetNetworkResponse get(String id) {
    return service.networks().getNetwork(GetNetworkRequest.newBuilder().setNetworkId(id).build());
  }
}
