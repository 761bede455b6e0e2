package io.stillwatch.simulator;

import io.stillwatch.simulator.season.SeasonPlan;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How common each honest persona is on a platform, which a season's own accounts do not show: it
 * has enough of the rarest to tell its false positives by.
 *
 * @param parts by persona, on any scale, at least one above 0
 */
public record PopulationMix(Map<String, Double> parts) {
  /** The first line of a population file. */
  public static final String HEADER = "persona,part";

  public PopulationMix {
    parts = Collections.unmodifiableMap(new TreeMap<>(parts));
    parts.forEach(
        (persona, part) -> {
          if (!(part >= 0) || Double.isInfinite(part)) {
            throw new IllegalArgumentException("the part of " + persona + " is none: " + part);
          }
        });
    if (parts.values().stream().noneMatch(part -> part > 0)) {
      throw new IllegalArgumentException("no persona has a part of the population");
    }
  }

  /** Of a season that names no population: as in its own mix. Empty: it has no honest accounts. */
  public static Optional<PopulationMix> of(SeasonPlan plan) {
    return Stream.of(plan.population(), plan.mix())
        .filter(parts -> parts.values().stream().anyMatch(part -> part > 0))
        .findFirst()
        .map(PopulationMix::new);
  }

  /** Lines of a population file. */
  public List<String> lines() {
    return parts.entrySet().stream().map(part -> part.getKey() + "," + part.getValue()).toList();
  }
}
