package io.stillwatch.modelservice.networks;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.modelservice.audit.Actor;
import io.stillwatch.modelservice.paging.Page;
import io.stillwatch.modelservice.paging.PageMark;
import io.stillwatch.rim.tokens.Caller;
import io.stillwatch.rim.tokens.Scope;
import io.stillwatch.v1.ExportNetworkRequest;
import io.stillwatch.v1.ExportNetworkResponse;
import io.stillwatch.v1.GetNetworkRequest;
import io.stillwatch.v1.GetNetworkResponse;
import io.stillwatch.v1.LabelNetworkRequest;
import io.stillwatch.v1.LabelNetworkResponse;
import io.stillwatch.v1.ListMembersRequest;
import io.stillwatch.v1.ListMembersResponse;
import io.stillwatch.v1.ListNetworksRequest;
import io.stillwatch.v1.ListNetworksResponse;
import io.stillwatch.v1.MergeNetworksRequest;
import io.stillwatch.v1.MergeNetworksResponse;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkServiceGrpc;
import io.stillwatch.v1.NetworkSummary;
import io.stillwatch.v1.SplitNetworkRequest;
import io.stillwatch.v1.SplitNetworkResponse;
import io.stillwatch.v1.UpdateCaseRequest;
import io.stillwatch.v1.UpdateCaseResponse;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Answers from the champion's snapshot; while there is no champion there are no networks. */
@Component
final class NetworkEndpoint extends NetworkServiceGrpc.NetworkServiceImplBase {
  private final NetworkBook networks;
  private final NetworkCases cases;
  private final MemberLists members;
  private final EvidencePacks packs;

  NetworkEndpoint(
      NetworkBook networks, NetworkCases cases, MemberLists members, EvidencePacks packs) {
    this.networks = networks;
    this.cases = cases;
    this.members = members;
    this.packs = packs;
  }

  @Override
  public void listNetworks(
      ListNetworksRequest request, StreamObserver<ListNetworksResponse> observer) {
    NetworkQuery query = NetworkQuery.of(request);
    Page<Network> page =
        Page.of(
            networks.now().all().stream().filter(query::takes),
            request.getPageSize(),
            request.getPageToken(),
            query.digest(),
            network -> new PageMark(query.digest(), network.getMembersCount(), network.getId()));
    ListNetworksResponse.Builder answer =
        ListNetworksResponse.newBuilder().setNextPageToken(page.nextToken());
    page.entries().forEach(network -> answer.addNetworks(Summaries.of(network)));
    answer(observer, answer.build());
  }

  @Override
  public void getNetwork(GetNetworkRequest request, StreamObserver<GetNetworkResponse> observer) {
    KnownNetworks now = networks.now();
    Network network = now.known(request.getNetworkId());
    answer(
        observer,
        GetNetworkResponse.newBuilder()
            .setNetwork(network)
            .addAllHotKeys(now.hotKeys(network.getId()))
            .setStanding(Summaries.standing(network))
            .build());
  }

  @Override
  public void listMembers(
      ListMembersRequest request, StreamObserver<ListMembersResponse> observer) {
    KnownNetworks now = networks.now();
    String id = now.known(request.getNetworkId()).getId();
    answer(observer, members.page(now, id, request.getPageToken(), request.getPageSize()));
  }

  @Override
  public void labelNetwork(
      LabelNetworkRequest request, StreamObserver<LabelNetworkResponse> observer) {
    Instant expiresAt = request.hasExpiresAt() ? Timestamps.instant(request.getExpiresAt()) : null;
    cases.label(
        caller(), request.getNetworkId(), request.getLabel(), request.getReason(), expiresAt);
    answer(
        observer,
        LabelNetworkResponse.newBuilder().setNetwork(summary(request.getNetworkId())).build());
  }

  @Override
  public void updateCase(UpdateCaseRequest request, StreamObserver<UpdateCaseResponse> observer) {
    cases.update(
        caller(),
        request.getNetworkId(),
        request.getState(),
        request.hasOwner() ? request.getOwner() : null);
    answer(
        observer,
        UpdateCaseResponse.newBuilder().setNetwork(summary(request.getNetworkId())).build());
  }

  @Override
  public void splitNetwork(
      SplitNetworkRequest request, StreamObserver<SplitNetworkResponse> observer) {
    String id =
        cases.split(
            caller(), request.getNetworkId(), request.getAccountIdsList(), request.getReason());
    KnownNetworks now = networks.now();
    answer(
        observer,
        SplitNetworkResponse.newBuilder()
            .setNetwork(Summaries.of(now.known(request.getNetworkId())))
            .setSplitOff(Summaries.of(now.known(id)))
            .build());
  }

  @Override
  public void mergeNetworks(
      MergeNetworksRequest request, StreamObserver<MergeNetworksResponse> observer) {
    cases.merge(
        caller(), request.getNetworkId(), request.getAbsorbedIdsList(), request.getReason());
    answer(
        observer,
        MergeNetworksResponse.newBuilder().setNetwork(summary(request.getNetworkId())).build());
  }

  @Override
  public void exportNetwork(
      ExportNetworkRequest request, StreamObserver<ExportNetworkResponse> observer) {
    boolean withIds = request.getWithAccountIds();
    if (withIds && !Caller.has(Scope.ADMIN)) {
      throw Status.PERMISSION_DENIED
          .withDescription("the token lacks the scope \"admin\" that account ids need")
          .asRuntimeException();
    }
    byte[] pack = packs.export(caller(), request.getNetworkId(), withIds);
    answer(observer, ExportNetworkResponse.newBuilder().setPack(ByteString.copyFrom(pack)).build());
  }

  private NetworkSummary summary(String id) {
    return Summaries.of(networks.now().known(id));
  }

  private static Actor caller() {
    return Actor.token(Caller.name());
  }

  private static <A> void answer(StreamObserver<A> observer, A answer) {
    observer.onNext(answer);
    observer.onCompleted();
  }
}
