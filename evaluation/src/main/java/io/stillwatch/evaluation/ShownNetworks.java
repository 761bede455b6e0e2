package io.stillwatch.evaluation;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.stillwatch.evaluation.judgement.SeenNetwork;
import io.stillwatch.v1.GetNetworkRequest;
import io.stillwatch.v1.ListNetworksRequest;
import io.stillwatch.v1.ListNetworksResponse;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkMember;
import io.stillwatch.v1.NetworkServiceGrpc;
import io.stillwatch.v1.NetworkServiceGrpc.NetworkServiceBlockingStub;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The networks that the active model knows, asked for as an analyst does. */
final class ShownNetworks {
  private static final int SECONDS = 60;

  private final NetworkServiceBlockingStub service;

  ShownNetworks(Channel channel) {
    this.service = NetworkServiceGrpc.newBlockingStub(channel);
  }

  /**
   * All, with their members.
   *
   * @param named the networks that verdicts name; the others are explained
   */
  List<SeenNetwork> all(Set<String> named) {
    try {
      List<SeenNetwork> networks = new ArrayList<>();
      String token = "";
      do {
        ListNetworksResponse page = page(token);
        page.getNetworksList().forEach(of -> networks.add(one(of.getNetwork().getId(), named)));
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

  private SeenNetwork one(String id, Set<String> named) {
    Network network =
        service
            .withDeadlineAfter(SECONDS, TimeUnit.SECONDS)
            .getNetwork(GetNetworkRequest.newBuilder().setNetworkId(id).build())
            .getNetwork();
    Map<String, Double> members =
        network.getMembersList().stream()
            .collect(
                Collectors.toMap(NetworkMember::getAccountId, NetworkMember::getWeight, Math::max));
    String life = network.getLife().name().replaceFirst("^NETWORK_LIFE_", "");
    return new SeenNetwork(id, life.toLowerCase(Locale.ROOT), members, !named.contains(id));
  }
}
