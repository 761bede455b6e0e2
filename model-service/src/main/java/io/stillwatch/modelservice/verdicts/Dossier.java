package io.stillwatch.modelservice.verdicts;

import io.stillwatch.features.AccountProfile;
import io.stillwatch.v1.Reason;
import io.stillwatch.v1.Verdict;
import java.time.Instant;
import java.util.List;

/**
 * All that is held of one account.
 *
 * @param verdict as gateways get it
 * @param reasons as analysts get them, by falling weight; none without a vector or a judge
 * @param hasVector false: a verdict of the last run whose vector has not come yet; its profile has
 *     organisation, plan and keys alone, and it has neither reasons nor strands
 * @param asOf the newest event
 * @param strands by falling share
 */
public record Dossier(
    Verdict verdict,
    List<Reason> reasons,
    boolean hasVector,
    AccountProfile profile,
    Instant asOf,
    long requests7d,
    long outputTokens7d,
    List<StrandRow> strands) {
  public Dossier {
    reasons = List.copyOf(reasons);
    strands = List.copyOf(strands);
  }

  /**
   * One prompt frame's part of the traffic.
   *
   * @param share of the sampled events, 0 to 1
   * @param events sampled events
   * @param frame a short name, the same for equal frames: eight hexadecimal digits
   * @param hot whether the frame is near to one that turned hot in the champion's networks
   */
  public record StrandRow(double share, int events, String frame, boolean hot) {}
}
