package io.stillwatch.detector.network;

import io.stillwatch.v1.Network;
import io.stillwatch.v1.NetworkEvidence;
import java.util.stream.Stream;

/** What speaks for a network, each within 0 to 1: more of it never makes one less credible. */
enum ConfidenceFeature {
  /** How rare the content's carriers are: 1 from a chance of 1e-12 on. */
  CONTENT,
  /** Whether no honest cause explains the content. */
  CONTENT_UNEXPLAINED,
  /** Families beside the content that nothing explains, of three. */
  FAMILIES,
  /** Facts of control that nothing explains, of two. */
  CONTROL,
  /** The largest share that a fact of control holds of. */
  CONTROL_SHARE,
  /** The largest share that has money in common. */
  MONEY_SHARE,
  /** What honest causes explain, of four: the fewer the better. */
  NOT_EXPLAINED,
  /** Units, by their logarithm: 1 from 1,000 on. */
  SIZE,
  /** The share of its members that is its core. */
  CORE;

  /** All of a network's, in order. */
  static double[] of(Network network) {
    return Stream.of(values()).mapToDouble(feature -> feature.value(network)).toArray();
  }

  private double value(Network network) {
    return switch (this) {
      case CONTENT -> rarest(content(network));
      case CONTENT_UNEXPLAINED -> content(network).allMatch(NetworkEvidence::getExplained) ? 0 : 1;
      case FAMILIES -> Math.min(1, families(network) / 3.0);
      case CONTROL -> Math.min(1, unexplained(network, NetworkStanding.CONTROL).count() / 2.0);
      case CONTROL_SHARE -> largestShare(unexplained(network, NetworkStanding.CONTROL));
      case MONEY_SHARE -> largestShare(unexplained(network, "money"));
      case NOT_EXPLAINED -> 1 - Math.min(1, explained(network) / 4.0);
      case SIZE -> Math.min(1, Math.log10(Math.max(1, network.getUnits())) / 3);
      case CORE -> core(network);
    };
  }

  private static Stream<NetworkEvidence> content(Network network) {
    return network.getEvidenceList().stream()
        .filter(one -> one.getFamily().equals(NetworkStanding.CONTENT));
  }

  static Stream<NetworkEvidence> unexplained(Network network, String family) {
    return network.getEvidenceList().stream()
        .filter(one -> !one.getExplained() && one.getFamily().equals(family));
  }

  private static long families(Network network) {
    return network.getEvidenceList().stream()
        .filter(one -> !one.getExplained() && !one.getFamily().equals(NetworkStanding.CONTENT))
        .map(NetworkEvidence::getFamily)
        .distinct()
        .count();
  }

  private static long explained(Network network) {
    return network.getEvidenceList().stream()
        .filter(one -> one.getExplained() && !one.getFamily().equals(Trait.CLOSED.family()))
        .count();
  }

  private static double rarest(Stream<NetworkEvidence> evidence) {
    double least = evidence.mapToDouble(NetworkEvidence::getLogChance).min().orElse(0);
    return Math.min(1, least / Verification.LEAST_LOG_CHANCE);
  }

  private static double largestShare(Stream<NetworkEvidence> evidence) {
    return evidence
        .mapToDouble(one -> (double) one.getSharing() / Math.max(1, one.getMembers()))
        .max()
        .orElse(0);
  }

  private static double core(Network network) {
    long core =
        network.getMembersList().stream()
            .filter(member -> member.getWeight() >= Membership.CORE)
            .count();
    return (double) core / Math.max(1, network.getMembersCount());
  }
}
