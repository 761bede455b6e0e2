package io.stillwatch.modelservice.networks;

import io.stillwatch.v1.ListNetworksRequest;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkCaseState;
import io.stillwatch.v1.NetworkLabel;
import io.stillwatch.v1.NetworkStanding;
import java.util.Objects;

/** Which networks a list is to show. */
record NetworkQuery(
    NetworkStanding standing,
    NetworkLabel label,
    NetworkCaseState state,
    String owner,
    int minMembers) {
  /** Throws IllegalArgumentException for a filter that is not known. */
  static NetworkQuery of(ListNetworksRequest request) {
    if (request.getStanding() == NetworkStanding.UNRECOGNIZED) {
      throw new IllegalArgumentException(
          "no standing has the number " + request.getStandingValue());
    }
    if (request.getLabel() == NetworkLabel.UNRECOGNIZED) {
      throw new IllegalArgumentException("no label has the number " + request.getLabelValue());
    }
    if (request.getState() == NetworkCaseState.UNRECOGNIZED) {
      throw new IllegalArgumentException("no state has the number " + request.getStateValue());
    }
    return new NetworkQuery(
        request.getStanding(),
        request.getLabel(),
        request.getState(),
        AnalystText.owner(request.getOwner()),
        request.getMinMembers());
  }

  /** The same for the same question, on every replica. */
  int digest() {
    return Objects.hash(
        standing.getNumber(), label.getNumber(), state.getNumber(), owner, minMembers);
  }

  boolean takes(Network network) {
    return (standing == NetworkStanding.NETWORK_STANDING_UNSPECIFIED
            || standing == Summaries.standing(network))
        && (label == NetworkLabel.NETWORK_LABEL_UNSPECIFIED
            || label == network.getCase().getLabel())
        && (state == NetworkCaseState.NETWORK_CASE_STATE_UNSPECIFIED || state == stateOf(network))
        && (owner.isEmpty() || owner.equals(network.getCase().getOwner()))
        && Integer.compareUnsigned(network.getMembersCount(), minMembers) >= 0;
  }

  private static NetworkCaseState stateOf(Network network) {
    NetworkCaseState state = network.getCase().getState();
    return state == NetworkCaseState.NETWORK_CASE_STATE_UNSPECIFIED
        ? NetworkCaseState.NETWORK_CASE_STATE_OPEN
        : state;
  }
}
