package io.stillwatch.evaluation.judgement;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What was held of everybody on the night that closed a day.
 *
 * @param day the day that was closed
 */
public record JudgedNight(
    LocalDate day, Map<String, JudgedAccount> accounts, List<SeenNetwork> networks) {
  public JudgedNight {
    accounts = Map.copyOf(accounts);
    networks = List.copyOf(networks);
  }
}
