package io.stillwatch.evaluation.judgement;

import io.stillwatch.detector.network.NetworkStanding;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkMember;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A network as a night knew it.
 *
 * @param life as in the contract, in lower case, such as "growing"
 * @param members weights by account
 * @param explained whether an honest cause explains its shared content
 */
public record SeenNetwork(String id, String life, Map<String, Double> members, boolean explained) {
  public SeenNetwork {
    members = Map.copyOf(members);
  }

  /** As a snapshot has it. */
  public static SeenNetwork of(Network network) {
    Map<String, Double> members =
        network.getMembersList().stream()
            .collect(
                Collectors.toMap(NetworkMember::getAccountId, NetworkMember::getWeight, Math::max));
    String life = network.getLife().name().replaceFirst("^NETWORK_LIFE_", "");
    return new SeenNetwork(
        network.getId(),
        life.toLowerCase(Locale.ROOT),
        members,
        NetworkStanding.of(network) == NetworkStanding.EXPLAINED);
  }
}
