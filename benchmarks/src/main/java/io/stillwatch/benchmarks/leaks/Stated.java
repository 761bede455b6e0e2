package io.stillwatch.benchmarks.leaks;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a scenario is by definition, and may therefore be known by.
 *
 * @param value how the value begins that may leak, or a pair's both; {@code form:} and a number of
 *     the form that the probe does without; empty: the probe may know the scenario
 */
record Stated(String scenario, String value, String reason) {
  private static final String NUMBER = "form:";
  private static final String RESUMED =
      "a session that goes from account to account brings its answers and sealed thoughts along";
  private static final String SHARED_CARDS = "few cards pay for many accounts";
  private static final String MANY_PEOPLE =
      "each account carries many people's calls, with tools and without, and resumed sessions";
  private static final String BANNED = "the platform bans the first pool";
  private static final String REPLAY = "a trace that another account was given is handed in";
  private static final String LOGITS = "one token an answer, with its log probabilities and biases";
  private static final String BEST_OF = "4 to 64 answers a task at a temperature of 0.7 to 1.2";

  private static final String ONE_ISSUER = "virtual cards of one issuer pay for many accounts";

  static final List<Stated> ALL =
      List.of(
          new Stated("S01", "", "a control: one machine's address, one program, day and night"),
          new Stated("S03", "foreign_history_share", RESUMED),
          new Stated("S03", "submitted_artefacts", RESUMED),
          new Stated("S03", "card ", SHARED_CARDS),
          new Stated("S03", "asn", "homes are rented call by call"),
          new Stated("S03", "", MANY_PEOPLE),
          new Stated("S04", "card ", SHARED_CARDS),
          new Stated("S05", "BANNED", BANNED),
          new Stated("S05", "status 403", BANNED),
          new Stated("S06", "foreign_history_share", RESUMED),
          new Stated("S06", "submitted_artefacts", RESUMED),
          new Stated("S06", "turn 1 & submitted_artefacts", REPLAY),
          new Stated("S06", "", MANY_PEOPLE),
          new Stated("S07", "submitted_artefacts", REPLAY),
          new Stated("S07", "form:submits", REPLAY),
          new Stated("S09", "language zh", "topics are Chinese, and few"),
          new Stated("S10", "foreign_history_share", RESUMED),
          new Stated("S10", "submitted_artefacts", RESUMED),
          new Stated("S10", "card ", SHARED_CARDS),
          new Stated("S10", "asn", "homes are rented call by call"),
          new Stated("S10", "", MANY_PEOPLE),
          new Stated("S12", "submitted_artefacts", REPLAY),
          new Stated("S12", "turn 1 & submitted_artefacts", REPLAY),
          new Stated("S12", "form:submits", REPLAY),
          new Stated("S13", "biased_tokens", LOGITS),
          new Stated("S13", "log_probabilities", LOGITS),
          new Stated("S13", "top_log_probabilities", LOGITS),
          new Stated("S13", "max_tokens 1", LOGITS),
          new Stated("S13", "output_tokens 1", LOGITS),
          new Stated("S13", "finish_reason FINISH_REASON_LENGTH", LOGITS),
          new Stated("S13", "", LOGITS),
          new Stated("S14", "samples", BEST_OF),
          new Stated("S14", "temperature", BEST_OF),
          new Stated("S14", "form:samples", BEST_OF),
          new Stated("S14", "form:has sampling.temperature", BEST_OF),
          new Stated("S15", "form:virtual card", ONE_ISSUER),
          new Stated("S15", "card ", ONE_ISSUER));

  /** Numbers of the form that the scenario is made of: its own probe does without them. */
  static Set<String> numbers(String scenario) {
    return ALL.stream()
        .filter(one -> one.scenario.equals(scenario) && one.value.startsWith(NUMBER))
        .map(one -> one.value.substring(NUMBER.length()))
        .collect(Collectors.toSet());
  }

  /** How the values and pairs begin that may leak. */
  static List<String> values(String scenario) {
    return ALL.stream()
        .filter(one -> one.scenario.equals(scenario) && !one.value.isEmpty())
        .map(Stated::value)
        .toList();
  }

  /** Whether the probe may know it. */
  static boolean probed(String scenario) {
    return ALL.stream().anyMatch(one -> one.scenario.equals(scenario) && one.value.isEmpty());
  }
}
