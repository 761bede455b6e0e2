package io.stillwatch.detector.network;

import io.stillwatch.v1.NetworkEvidence;
import java.util.Locale;

/** How a network's evidence is written down. */
final class Evidence {
  private Evidence() {}

  /**
   * A piece of it.
   *
   * @param logChance natural logarithm; the smallest are not told apart
   * @param cause what explains it
   */
  static NetworkEvidence of(
      String family, String text, int sharing, int members, double logChance, CommonCause cause) {
    return NetworkEvidence.newBuilder()
        .setFamily(family)
        .setText(text)
        .setSharing(sharing)
        .setMembers(members)
        .setLogChance(Math.max(Verification.LEAST_LOG_CHANCE, logChance))
        .setExplained(cause != CommonCause.NONE)
        .setCause(cause.text())
        .build();
  }

  /** A chance for people. */
  static String chance(double logChance) {
    return logChance <= Verification.LEAST_LOG_CHANCE
        ? "below 1e-12"
        : String.format(Locale.ROOT, "%.0e", Math.exp(logChance));
  }
}
