package io.stillwatch.detector.network;

import io.stillwatch.v1.Network;

/**
 * An account's place in a network.
 *
 * @param weight 1 at the core, towards 0 at the fringe
 */
public record Membership(Network network, NetworkStanding standing, double weight) {
  /** Members of at least this weight are the core. */
  public static final double CORE = 0.75;

  public boolean isCore() {
    return weight >= CORE;
  }

  /** Whether it says more of the account than the other. */
  boolean outweighs(Membership other) {
    int byStanding = standing.compareTo(other.standing);
    return byStanding > 0 || (byStanding == 0 && weight > other.weight);
  }
}
