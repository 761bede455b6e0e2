package io.stillwatch.benchmarks.leaks;

import java.util.List;
import java.util.Map;

/**
 * What gives a scenario away, is no part of it, and was not mended yet.
 *
 * @param value how the value begins that leaks, or a pair's both; empty: the probe knows it
 * @param auroc that the probe may not exceed
 */
record Open(String scenario, String value, double auroc, String what) {
  private static final String RELAYED =
      "end users without its tools, or with another's, call with the relay's one harness client";
  private static final String ELSEWHERE =
      "what end users ask has nothing to do with where the relay calls from";
  private static final String MEETS =
      "what it is by definition is rare enough that with a common value nobody else has it";

  static final List<Open> ALL =
      List.of(
          new Open("S02", "", 0.88, "wait for the first call, colleagues, caches"),
          new Open("S04", "", 0.94, "colleagues; all campaigns: plan, virtual card"),
          new Open("S05", "", 0.98, "plan enterprise, streams; one seed: its program's manner"),
          new Open("S07", "", 0.92, "has reasoning_tokens, has sampling.temperature, colleagues"),
          new Open("S09", "", 0.92, "verification, has conversation_token, caches"),
          new Open("S11", "", 0.92, "wait for the first call (it pauses before the use), caches"),
          new Open("S12", "", 0.85, "has conversation_token, wait for the first call, streams"),
          new Open("S15", "", 0.92, "caches, colleagues, hosting"),
          new Open("S16", "", 0.90, "vpn, wait for the first call, colleagues"),
          new Open("S17", "", 0.86, "colleagues, wait for the first call, has reasoning_tokens"),
          new Open("S19", "", 0.86, "tools, colleagues, caches"),
          new Open("S03", "sdk_bundle & ", 0, RELAYED),
          new Open("S03", "ja4 & ", 0, RELAYED),
          new Open("S03", "foreign_history_share & ", 0, MEETS),
          new Open("S03", "submitted_artefacts & ", 0, MEETS),
          new Open("S03", "card  & ", 0, MEETS),
          new Open("S03", "asn & ", 0, ELSEWHERE),
          new Open("S05", "BANNED & ", 0, MEETS),
          new Open("S05", "status 403 & ", 0, MEETS),
          new Open("S06", "sdk_bundle & ", 0, RELAYED),
          new Open("S06", "ja4 & ", 0, RELAYED),
          new Open("S09", "language zh & ", 0, MEETS),
          new Open("S10", "sdk_bundle & ", 0, RELAYED),
          new Open("S10", "ja4 & ", 0, RELAYED),
          new Open("S10", "foreign_history_share & ", 0, MEETS),
          new Open("S10", "submitted_artefacts & ", 0, MEETS),
          new Open("S10", "card  & ", 0, MEETS),
          new Open("S10", "asn & ", 0, ELSEWHERE),
          new Open("S13", "max_tokens 1 & ", 0, MEETS),
          new Open("S13", "log_probabilities & ", 0, MEETS),
          new Open("S13", "top_log_probabilities & ", 0, MEETS),
          new Open("S13", "output_tokens 1 & ", 0, MEETS),
          new Open("S13", "finish_reason FINISH_REASON_LENGTH & ", 0, MEETS),
          new Open("S14", "temperature & ", 0, MEETS),
          new Open("S14", "samples & ", 0, MEETS),
          new Open("S15", "card  & ", 0, MEETS));

  /** Values and pairs that two seeds showed, and some more. */
  private static final Map<String, Integer> MOST_PAIRS =
      Map.of("S03", 30, "S05", 12, "S06", 8, "S09", 2, "S10", 60, "S13", 60, "S14", 12, "S15", 7);

  /** How the values and pairs begin that may leak. */
  static List<String> values(String scenario) {
    return ALL.stream()
        .filter(one -> one.scenario.equals(scenario) && !one.value.isEmpty())
        .map(Open::value)
        .toList();
  }

  /** How many of the values and pairs that begin so there may be. */
  static int mostPairs(String scenario) {
    return MOST_PAIRS.getOrDefault(scenario, 0);
  }

  /** The AUROC that the probe may not exceed. */
  static double most(String scenario) {
    return ALL.stream()
        .filter(one -> one.scenario.equals(scenario) && one.value.isEmpty())
        .mapToDouble(Open::auroc)
        .findFirst()
        .orElse(ScenarioLeaks.MOST_AUROC);
  }
}
