package io.stillwatch.detector.network;

import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkEvidence;

/** How far the evidence of a network carries, from least to most. */
public enum NetworkStanding {
  /**
   * An honest cause explains all of it, such as one class or the launch of one app, or people say
   * that it is no harm.
   */
  EXPLAINED,
  /** Nothing explains the shared content, but no second family confirms it. */
  SUSPECTED,
  /** The content and at least one other family stay unexplained. */
  VERIFIED;

  static final String CONTENT = "content";

  /** What people say of a network, and else its evidence. */
  public static NetworkStanding of(Network network) {
    if (Labels.excuse(network)) {
      return EXPLAINED;
    }
    boolean content = false;
    boolean confirmed = false;
    for (NetworkEvidence evidence : network.getEvidenceList()) {
      if (!evidence.getExplained()) {
        boolean isContent = evidence.getFamily().equals(CONTENT);
        content |= isContent;
        confirmed |= !isContent;
      }
    }
    return !content ? EXPLAINED : confirmed ? VERIFIED : SUSPECTED;
  }
}
