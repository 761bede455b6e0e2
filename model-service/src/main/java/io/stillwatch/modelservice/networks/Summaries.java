package io.stillwatch.modelservice.networks;

import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkStanding;
import io.stillwatch.v1.NetworkSummary;

/** Networks in the words of the wire. */
final class Summaries {
  private Summaries() {}

  static NetworkSummary of(Network network) {
    return NetworkSummary.newBuilder()
        .setNetwork(network.toBuilder().clearMembers())
        .setMembers(network.getMembersCount())
        .setStanding(standing(network))
        .build();
  }

  static NetworkStanding standing(Network network) {
    return switch (io.stillwatch.detector.network.NetworkStanding.of(network)) {
      case EXPLAINED -> NetworkStanding.NETWORK_STANDING_EXPLAINED;
      case SUSPECTED -> NetworkStanding.NETWORK_STANDING_SUSPECTED;
      case VERIFIED -> NetworkStanding.NETWORK_STANDING_VERIFIED;
    };
  }
}
