package io.stillwatch.benchmarks.leaks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The honest kinds that trip over what carries a scenario: those whose carriers the threat model
 * names with the scenario's. Beside them stand the ordinary customers that its accounts pass for.
 */
final class LookAlikes {
  private static final String PEOPLE = "chat";
  private static final String PROGRAMS = "api";

  /**
   * Scenarios that pass for people, or for both: their accounts differ. All others call as programs
   * do, without conversations.
   */
  private static final Set<String> AS_PEOPLE = Set.of("S02", "S12", "S17");

  private static final Set<String> AS_BOTH = Set.of("S03", "S06", "S10", "S16", "S18", "S19");

  private static final Map<String, List<String>> NAMED =
      Map.ofEntries(
          Map.entry(
              "S01",
              List.of("evaluation", "synthetic_data", "support_bot", "backfill", "retrieval")),
          Map.entry("S02", List.of("classroom", "vendor_app")),
          Map.entry("S03", List.of("coding_agent", "router", "enterprise", "accelerator")),
          Map.entry("S04", List.of("enterprise", "accelerator", "home_automation")),
          Map.entry(
              "S05",
              List.of("synthetic_data", "backfill", "auditor", "vendor_app", "coding_agent")),
          Map.entry("S06", List.of("coding_agent", "router", "enterprise")),
          Map.entry("S07", List.of("auditor", "judge", "benchmark")),
          Map.entry("S08", List.of("judge", "support_bot")),
          Map.entry("S09", List.of("localisation", "support_bot")),
          Map.entry("S10", List.of("coding_agent", "router", "enterprise", "launch_adopter")),
          Map.entry("S11", List.of("red_team", "benchmark")),
          Map.entry("S12", List.of("classroom", "hackathon", "launch_adopter")),
          Map.entry("S13", List.of("benchmark", "judge", "evaluation")),
          Map.entry("S14", List.of("synthetic_data", "backfill", "benchmark", "vendor_app")),
          Map.entry("S15", List.of("hackathon", "accelerator", "classroom")),
          Map.entry("S16", List.of("traveller", "migration")),
          Map.entry("S17", List.of("traveller", "vendor_app")),
          Map.entry("S18", List.of("coding_agent", "support_bot", "vendor_app")),
          Map.entry("S19", List.of("coding_agent", "auditor")));

  private LookAlikes() {}

  /** Kinds of honest customers, by name; ordinary ones alone for a scenario that is not listed. */
  static List<String> of(String scenario) {
    List<String> kinds = new ArrayList<>();
    if (AS_PEOPLE.contains(scenario) || AS_BOTH.contains(scenario)) {
      kinds.add(PEOPLE);
    }
    if (!AS_PEOPLE.contains(scenario)) {
      kinds.add(PROGRAMS);
    }
    kinds.addAll(NAMED.getOrDefault(scenario, List.of()));
    return kinds;
  }

  /** The same, with people and programs in any case. */
  static List<String> withAllOrdinary(String scenario) {
    return Stream.concat(Stream.of(PEOPLE, PROGRAMS), of(scenario).stream()).distinct().toList();
  }
}
