package io.stillwatch.benchmarks.leaks;

import java.util.List;

/**
 * What gives a scenario away, is no part of it, and was not mended yet.
 *
 * @param value how the value begins that leaks; empty: the probe knows it
 * @param auroc that the probe may not exceed
 */
record Open(String scenario, String value, double auroc, String what) {
  private static final String RELAYED =
      "end users without tools call with the relay's harness client";

  static final List<Open> ALL =
      List.of(
          new Open("S02", "", 0.99, "has conversation_token, streams, gaps to the first call"),
          new Open("S04", "", 0.91, "has conversation_token, gaps to the first call, plan pro"),
          new Open(
              "S05", "", 0.91, "has conversation_token, gaps to the first call, plan enterprise"),
          new Open(
              "S08",
              "",
              0.91,
              "has conversation_token, gaps to the first call, length conversation_token"),
          new Open("S09", "", 0.94, "has conversation_token, colleagues, gaps to the first call"),
          new Open("S11", "", 0.99, "gaps to the first call, samples, has conversation_token"),
          new Open("S12", "", 0.97, "has conversation_token, length conversation_token, submits"),
          new Open("S15", "", 0.99, "virtual card, gaps to the first call, colleagues"),
          new Open("S16", "", 0.92, "has conversation_token, gaps to the first call, colleagues"),
          new Open("S17", "", 0.89, "streams, hosting, gaps to the first call"),
          new Open("S18", "", 0.86, "hosting, gaps to the first call, colleagues"),
          new Open("S19", "", 0.96, "has conversation_token, tools, has sampling.temperature"),
          new Open("S03", "sdk_bundle", 0, RELAYED),
          new Open("S03", "ja4", 0, RELAYED),
          new Open("S06", "sdk_bundle", 0, RELAYED),
          new Open("S06", "ja4", 0, RELAYED),
          new Open("S10", "sdk_bundle", 0, RELAYED),
          new Open("S10", "ja4", 0, RELAYED),
          new Open(
              "S06", "asn", 0, "its accounts are of two countries, and harvest in few manners"),
          new Open(
              "S15", "sign-up promotion", 0, "who pays has no promotion among its look-alikes"));

  /** Whether a leak is known. */
  static boolean is(String scenario, Leak leak) {
    return ALL.stream()
        .filter(one -> one.scenario.equals(scenario) && !one.value.isEmpty())
        .anyMatch(one -> leak.begins(one.value));
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
