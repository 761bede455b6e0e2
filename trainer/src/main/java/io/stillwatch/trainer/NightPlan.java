package io.stillwatch.trainer;

import java.time.Instant;
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
}
