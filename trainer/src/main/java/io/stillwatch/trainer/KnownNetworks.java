package io.stillwatch.trainer;

import io.grpc.Channel;
import io.grpc.Status;
import io.stillwatch.v1.GetNetworkRequest;
import io.stillwatch.v1.GetNetworkResponse;
import io.stillwatch.v1.ListNetworksRequest;
import io.stillwatch.v1.ListNetworksResponse;
import io.stillwatch.v1.NetworkServiceGrpc;
import io.stillwatch.v1.NetworkSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The networks that the active model knows, so that they keep their names from night to night. */
final class KnownNetworks {
  private static final int SECONDS = 60;
  private static final int PAGE = 1_000;
  private static final int ATTEMPTS = 3;

  private final NetworkServiceGrpc.NetworkServiceBlockingStub service;

  KnownNetworks(Channel channel) {
    this.service = NetworkServiceGrpc.newBlockingStub(channel);
  }

  /**
   * Null when there are none, or no model yet. Begun again if one is gone when it is asked for: a
   * model or a decision came in between.
   */
  @Nullable NetworkSnapshot read() {
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      try {
        return readOnce();
      } catch (NightFailed failed) {
        if (!isGone(failed)) {
          throw failed;
        }
      }
    }
    return readOnce();
  }

  private static boolean isGone(NightFailed failed) {
    Throwable cause = failed.getCause();
    return cause != null && Status.fromThrowable(cause).getCode() == Status.Code.NOT_FOUND;
  }

  private @Nullable NetworkSnapshot readOnce() {
    NetworkSnapshot.Builder snapshot = NetworkSnapshot.newBuilder();
    for (String id : ids()) {
      GetNetworkResponse known =
          NightFailed.orAnswer("asking for network " + id, () -> network(id));
      snapshot.addNetworks(known.getNetwork()).addAllHotKeys(known.getHotKeysList());
    }
    return snapshot.getNetworksCount() == 0 ? null : snapshot.build();
  }

  private List<String> ids() {
    List<String> ids = new ArrayList<>();
    String next = "";
    do {
      String token = next;
      ListNetworksResponse page = NightFailed.orAnswer("listing the networks", () -> page(token));
      page.getNetworksList().forEach(known -> ids.add(known.getNetwork().getId()));
      next = page.getNextPageToken();
    } while (!next.isEmpty());
    return ids;
  }

  private ListNetworksResponse page(String token) {
    return service
        .withDeadlineAfter(SECONDS, TimeUnit.SECONDS)
        .withWaitForReady()
        .listNetworks(
            ListNetworksRequest.newBuilder().setPageSize(PAGE).setPageToken(token).build());
  }

  private GetNetworkResponse network(String id) {
    return service
        .withDeadlineAfter(SECONDS, TimeUnit.SECONDS)
        .getNetwork(GetNetworkRequest.newBuilder().setNetworkId(id).build());
  }
}
