package io.stillwatch.evaluation.judgement;

import java.util.Map;

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
}
