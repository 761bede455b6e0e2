package io.stillwatch.benchmarks.panel;

import io.stillwatch.simulator.season.SeasonPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Seasons without campaigns that are looked at beside those of a plan. */
final class OtherSeasons {
  @Option(
      names = "--honest-seeds",
      paramLabel = "N",
      split = ",",
      description = "also these seeds of the season without its campaigns")
  List<Long> honest = List.of();

  @Option(
      names = "--persona-seeds",
      paramLabel = "KIND:N",
      split = ",",
      description = "also a season of honest accounts of this kind alone, with this seed")
  List<String> personas = List.of();

  /** A season to be folded. */
  record Wanted(String what, SeasonPlan plan, long seed) {
    @Override
    public String toString() {
      return what + " seed " + seed;
    }
  }

  /**
   * Throws IllegalArgumentException for a kind that nobody is of, a seed that is none, or twice.
   */
  List<Wanted> of(SeasonPlan plan) {
    List<Wanted> all = new ArrayList<>();
    honest.forEach(seed -> all.add(new Wanted(plan.version() + " honest", plan.honest(), seed)));
    personas.forEach(text -> all.add(persona(text, plan)));
    Set<String> names = new HashSet<>();
    for (Wanted one : all) {
      if (!names.add(one.toString())) {
        throw new IllegalArgumentException("a season is there twice: " + one);
      }
    }
    return all;
  }

  private static Wanted persona(String text, SeasonPlan plan) {
    String[] parts = text.split(":", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException('"' + text + "\" is no KIND:SEED, such as chat:5");
    }
    if (!plan.mix().containsKey(parts[0])) {
      throw new IllegalArgumentException(
          "nobody in " + plan.version() + " is a \"" + parts[0] + '"');
    }
    try {
      SeasonPlan alone = plan.of(parts[0]);
      return new Wanted(alone.version(), alone, Long.parseLong(parts[1]));
    } catch (NumberFormatException none) {
      throw new IllegalArgumentException('"' + parts[1] + "\" is no seed of " + parts[0], none);
    }
  }
}
