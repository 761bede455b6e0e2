package io.stillwatch.modelservice.networks;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.stillwatch.modelservice.paging.Page;
import io.stillwatch.modelservice.paging.PageMark;
import io.stillwatch.v1.GetNetworkRequest;
import io.stillwatch.v1.GetNetworkResponse;
import io.stillwatch.v1.ListNetworksRequest;
import io.stillwatch.v1.ListNetworksResponse;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkServiceGrpc;
import io.stillwatch.v1.NetworkSummary;
import org.springframework.stereotype.Component;

/** Answers from the champion's snapshot; while there is no champion there are no networks. */
@Component
final class NetworkEndpoint extends NetworkServiceGrpc.NetworkServiceImplBase {
  private static final int FILTER = 1;
  private static final int LONGEST_SHOWN = 64;

  private final NetworkBook networks;

  NetworkEndpoint(NetworkBook networks) {
    this.networks = networks;
  }

  @Override
  public void listNetworks(
      ListNetworksRequest request, StreamObserver<ListNetworksResponse> observer) {
    Page<Network> page =
        Page.of(
            networks.all().stream(),
            request.getPageSize(),
            request.getPageToken(),
            FILTER,
            network -> new PageMark(FILTER, network.getMembersCount(), network.getId()));
    ListNetworksResponse.Builder answer =
        ListNetworksResponse.newBuilder().setNextPageToken(page.nextToken());
    page.entries().forEach(network -> answer.addNetworks(summary(network)));
    observer.onNext(answer.build());
    observer.onCompleted();
  }

  @Override
  public void getNetwork(GetNetworkRequest request, StreamObserver<GetNetworkResponse> observer) {
    String id = request.getNetworkId();
    GetNetworkResponse answer =
        GetNetworkResponse.newBuilder()
            .setNetwork(networks.find(id).orElseThrow(() -> unknown(id)))
            .addAllHotKeys(networks.hotKeys(id))
            .build();
    observer.onNext(answer);
    observer.onCompleted();
  }

  private static NetworkSummary summary(Network network) {
    return NetworkSummary.newBuilder()
        .setNetwork(network.toBuilder().clearMembers())
        .setMembers(network.getMembersCount())
        .build();
  }

  private static RuntimeException unknown(String id) {
    String shown = id.length() > LONGEST_SHOWN ? id.substring(0, LONGEST_SHOWN) + "..." : id;
    return Status.NOT_FOUND
        .withDescription("the active model knows no network \"" + shown + '"')
        .asRuntimeException();
  }
}
