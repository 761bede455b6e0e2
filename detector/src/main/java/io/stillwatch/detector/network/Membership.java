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

  /** Whose members are hard, if a fact of control is among what stands. */
  private static final double SURE = 0.99;

  /** Who is linked to others, not by content alone. */
  private static final double HARD = 0.95;

  public boolean isCore() {
    return weight >= CORE;
  }

  /** At the core of a network that is verified. */
  public boolean isSoft() {
    return standing == NetworkStanding.VERIFIED && isCore();
  }

  /**
   * The same, linked to others by more than content, and surely one hand's: a fact of control is
   * among the evidence that nothing explains, and the network's confidence is at least 0.99.
   */
  public boolean isHard() {
    return isSoft()
        && weight >= HARD
        && network.getConfidence() >= SURE
        && ConfidenceFeature.unexplained(network, NetworkStanding.CONTROL).findAny().isPresent();
  }

  /** Whether it says more of the account than the other. */
  boolean outweighs(Membership other) {
    int byStanding = standing.compareTo(other.standing);
    return byStanding > 0 || (byStanding == 0 && weight > other.weight);
  }
}
