package io.stillwatch.evaluation;

import io.stillwatch.evaluation.judgement.JudgedAccount;
import io.stillwatch.evaluation.judgement.JudgedNight;
import io.stillwatch.evaluation.judgement.SeenNetwork;
import io.stillwatch.trainer.NightOutcome;
import io.stillwatch.v1.Network;
import io.stillwatch.v1.Verdict;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * All that a night said.
 *
 * @param day the day that it closed
 * @param active the model that judged; empty: none yet
 * @param verdicts by account
 */
record KeptNight(
    LocalDate day,
    NightOutcome outcome,
    String active,
    Map<String, Verdict> verdicts,
    List<Network> networks) {
  /**
   * What is held against the truth.
   *
   * @param known gives the one text of those that are equal: ids come back night after night
   */
  JudgedNight judged(UnaryOperator<String> known) {
    Map<String, JudgedAccount> accounts = new HashMap<>();
    verdicts.forEach((id, verdict) -> accounts.put(known.apply(id), judged(verdict, known)));
    return new JudgedNight(day, accounts, networks.stream().map(SeenNetwork::of).toList());
  }

  private static JudgedAccount judged(Verdict verdict, UnaryOperator<String> known) {
    return new JudgedAccount(
        verdict.hasRisk() ? verdict.getRisk() : -1,
        verdict.getBand(),
        known.apply(verdict.getNetworkId()));
  }
}
