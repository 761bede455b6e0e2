package io.stillwatch.evaluation.judgement;

import io.stillwatch.simulator.Truth;

/** Who stands or falls together: an account's organisation, its campaign, or itself. */
final class Units {
  private Units() {}

  static String of(Truth row) {
    if (row.attack()) {
      return row.campaignId().isEmpty() ? "a:" + row.accountId() : "c:" + row.campaignId();
    }
    return row.organisation().isEmpty() ? "a:" + row.accountId() : "o:" + row.organisation();
  }
}
