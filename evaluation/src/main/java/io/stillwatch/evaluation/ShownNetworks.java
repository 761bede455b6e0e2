package io.stillwatch.evaluation;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.stillwatch.v1.GetNetworkRequest;
import io.stillwatch.v1.ListNetworksRequest;
import io.stillwatch.v1.ListNetworksResponse;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkServiceGrpc;
import io.stillwatch.v1.NetworkServiceGrpc.NetworkServiceBlockingStub;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The networks that the active model knows, asked for as an analyst does. */
final class ShownNetworks {
  private static final int SECONDS = 60;

  private final NetworkServiceBlockingStub service;

  ShownNetworks(Channel channel) {
    this.service = NetworkServiceGrpc.newBlockingStub(channel);
  }

  /** All, with their members. */
  List<Network> all() {
    try {
      List<Network> networks = new ArrayList<>();
      String token = "";
      do {
        ListNetworksResponse page = page(token);
        page.getNetworksList().forEach(of -> networks.add(network(of.getNetwork().getId())));
        token = page.getNextPageToken();
      } while (!token.isEmpty());
      return networks;
    } catch (StatusRuntimeException refused) {
      throw EvaluationFailed.at("reading the networks", refused);
    }
  }

  private ListNetworksResponse page(String token) {
    return service
        .withDeadlineAfter(SECONDS, TimeUnit.SECONDS)
        .listNetworks(ListNetworksRequest.newBuilder().setPageToken(token).build());
  }

  private Network network(String id) {
    return service
        .withDeadlineAfter(SECONDS, TimeUnit.SECONDS)
        .getNetwork(GetNetworkRequest.newBuilder().setNetworkId(id).build())
        .getNetwork();
  }
}
