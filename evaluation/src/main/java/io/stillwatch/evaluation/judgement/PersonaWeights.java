package io.stillwatch.evaluation.judgement;

import io.stillwatch.simulator.Truth;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * How much an honest account counts for, so that a season stands for a population: its persona's
 * share of the population over its persona's share of the honest accounts. All of them together
 * weigh as many as they are. Attackers count 1.
 */
final class PersonaWeights {
  /** Everybody counts 1. */
  static final PersonaWeights NONE = new PersonaWeights(Map.of(), 1);

  private final Map<String, Double> weights;
  private final double others;

  private PersonaWeights(Map<String, Double> weights, double others) {
    this.weights = Map.copyOf(weights);
    this.others = others;
  }

  /**
   * @param parts of a population by persona, on any scale; those of personas that nobody has are
   *     left out, and who has no part weighs nothing; if nobody has one, nobody weighs anything
   */
  static PersonaWeights of(Map<String, Double> parts, Collection<Truth> population) {
    Map<String, Long> accounts = new HashMap<>();
    population.stream()
        .filter(row -> !row.attack())
        .forEach(row -> accounts.merge(row.persona(), 1L, Long::sum));
    double honest = accounts.values().stream().mapToLong(n -> n).sum();
    double all =
        accounts.keySet().stream().mapToDouble(name -> parts.getOrDefault(name, 0.0)).sum();
    Map<String, Double> weights = new HashMap<>();
    accounts.forEach(
        (name, n) ->
            weights.put(name, all == 0 ? 0 : parts.getOrDefault(name, 0.0) / all * honest / n));
    return new PersonaWeights(weights, 0);
  }

  double of(Truth row) {
    return row.attack() ? 1 : of(row.persona());
  }

  /** Of an honest persona's accounts. */
  double of(String persona) {
    return weights.getOrDefault(persona, others);
  }
}
