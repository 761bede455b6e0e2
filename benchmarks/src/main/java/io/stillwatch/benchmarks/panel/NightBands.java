package io.stillwatch.benchmarks.panel;

import io.stillwatch.detector.network.Membership;
import io.stillwatch.detector.network.NetworkStanding;
import io.stillwatch.evaluation.judgement.JudgedAccount;
import io.stillwatch.v1.Band;
import org.jspecify.annotations.Nullable;

/** What a membership makes of an account, its own oddness left aside. */
final class NightBands {
  private NightBands() {}

  /** Null: nothing, by networks alone. */
  static @Nullable JudgedAccount judged(@Nullable Membership membership) {
    if (membership == null || membership.standing() == NetworkStanding.EXPLAINED) {
      return null;
    }
    String network = membership.network().getId();
    double weight = membership.weight();
    if (membership.isHard()) {
      return new JudgedAccount(0.9 + 0.1 * weight, Band.BAND_HARD, network);
    }
    return membership.isSoft()
        ? new JudgedAccount(0.7 + 0.2 * weight, Band.BAND_SOFT, network)
        : new JudgedAccount(0.5 + 0.2 * weight, Band.BAND_WATCH, network);
  }
}
