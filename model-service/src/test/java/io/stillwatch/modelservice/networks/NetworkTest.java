package io.stillwatch.modelservice.networks;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.stillwatch.modelservice.Models;
import io.stillwatch.modelservice.PlayedVectors;
import io.stillwatch.modelservice.Refused;
import io.stillwatch.modelservice.RunningService;
import io.stillwatch.v1.GetNetworkRequest;
import io.stillwatch.v1.GetNetworkResponse;
import io.stillwatch.v1.HotKey;
import io.stillwatch.v1.ListNetworksRequest;
import io.stillwatch.v1.ListNetworksResponse;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkMember;
import io.stillwatch.v1.NetworkSnapshot;
import io.stillwatch.v1.NetworkSummary;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class NetworkTest {
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
        .containsExactly("net-6", "net-4", "net-5", "net-2", "net-3", "net-0", "net-1");
    assertThat(all).allMatch(summary -> summary.getNetwork().getMembersCount() == 0);
    assertThat(all.get(0).getMembers()).isEqualTo(3);
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
