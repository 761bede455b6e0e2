package io.stillwatch.detector.network;

import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkEvidence;

/** How far the evidence of a network carries, from least to most. */
public enum NetworkStanding {
  /** An honest cause explains all of it, such as one class or the launch of one app. */
  EXPLAINED,
  /** Nothing explains the shared content, but no second family confirms it. */
  SUSPECTED,
  /** The content and at least one other family stay unexplained. */
  VERIFIED;

  static final String CONTENT = "content";
  static final String CONTROL = "control";

  /** What a network's evidence says. */
  public static NetworkStanding of(Network network) {
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
