package io.stillwatch.detector;

import io.stillwatch.v1.NetworkSnapshot;
import io.stillwatch.v1.Personas;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a training night learns from.
 *
 * @param baseline trusted, earlier days, in any order
 * @param today the day that is judged
 * @param previous the networks of the night before; null: none
 * @param previousPersonas those of the night before, whose numbers are kept; null: none
 */
public record TrainingInput(
    List<DayOfVectors> baseline,
    DayOfVectors today,
    long seed,
    @Nullable NetworkSnapshot previous,
    @Nullable Personas previousPersonas,
    Instant trainedAt) {
  public TrainingInput {
    Set<LocalDate> days = new HashSet<>();
    for (DayOfVectors day : baseline) {
      if (!day.day().isBefore(today.day()) || !days.add(day.day())) {
        throw new IllegalArgumentException(
            "a baseline day must come once and before " + today.day() + ": " + day.day());
      }
    }
    baseline = baseline.stream().sorted(Comparator.comparing(DayOfVectors::day)).toList();
  }

  /** Without personas of the night before. */
  public TrainingInput(
      List<DayOfVectors> baseline,
      DayOfVectors today,
      long seed,
      @Nullable NetworkSnapshot previous,
      Instant trainedAt) {
    this(baseline, today, seed, previous, null, trainedAt);
  }
}
