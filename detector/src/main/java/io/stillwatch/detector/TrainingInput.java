package io.stillwatch.detector;

import io.stillwatch.v1.NetworkSnapshot;
import io.stillwatch.v1.Personas;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a training night learns from.
 *
 * @param baseline trusted days, all earlier
 * @param today the day that is judged
 * @param previous the networks of the night before; null: none
 * @param previousPersonas those of the night before, whose numbers are kept; null: none
 */
public record TrainingInput(
    BaselineDays baseline,
    DayOfVectors today,
    long seed,
    @Nullable NetworkSnapshot previous,
    @Nullable Personas previousPersonas,
    Instant trainedAt) {
  public TrainingInput {
    for (LocalDate day : baseline.days()) {
      if (!day.isBefore(today.day())) {
        throw new IllegalArgumentException(
            "a baseline day must come before " + today.day() + ": " + day);
      }
    }
  }

  /** Without personas of the night before. */
  public TrainingInput(
      BaselineDays baseline,
      DayOfVectors today,
      long seed,
      @Nullable NetworkSnapshot previous,
      Instant trainedAt) {
    this(baseline, today, seed, previous, null, trainedAt);
  }
}
