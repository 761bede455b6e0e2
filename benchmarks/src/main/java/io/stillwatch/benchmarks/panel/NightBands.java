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
    boolean soft = membership.isSoft();
    double risk = (soft ? 0.75 : 0.5) + 0.2 * membership.weight();
    return new JudgedAccount(
        risk, soft ? Band.BAND_SOFT : Band.BAND_WATCH, membership.network().getId());
  }
}
