package io.stillwatch.trainer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What is left to choose of a training night.
 *
 * @param baselineUntil the baseline are the closed days that end by then; null: the older half of
 *     the closed days
 * @param seed of everything random: the same days and seed give the same verdicts
 */
public record NightPlan(@Nullable Instant baselineUntil, long seed) {
  /** The older half of the closed days, seed 1. */
  public static final NightPlan USUAL = new NightPlan(null, 1);

  /** Whether the day is told to be baseline; false for all if none is told. */
  public boolean isBaseline(LocalDate day) {
    Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return baselineUntil != null && !end.isAfter(baselineUntil);
  }
}
