package io.stillwatch.evaluation.platform;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.stillwatch.trainer.HourOutcome;
import io.stillwatch.trainer.NightOutcome;
import java.util.function.Supplier;

/**
 * Counts the training nights of this process, and the hours between them, by how they ended, among
 * the model service's meters.
 */
final class TrainingCounts {
  private final MeterRegistry registry;

  TrainingCounts(MeterRegistry registry) {
    this.registry = registry;
    for (String outcome : new String[] {"activated", "held_back", "too_little", "failed"}) {
      counter(outcome);
    }
    for (String outcome : new String[] {"activated", "held_back", "idle", "failed"}) {
      hours(outcome);
    }
  }

  private Counter hours(String outcome) {
    return Counter.builder("stillwatch.hourly.runs")
        .description("Hourly searches for networks of this process by how they ended")
        .tag("outcome", outcome)
        .register(registry);
  }

  /** Looks for networks and counts its end. */
  HourOutcome countedHour(Supplier<HourOutcome> hour) {
    String word = "failed";
    try {
      HourOutcome outcome = hour.get();
      word =
          outcome instanceof HourOutcome.Activated
              ? "activated"
              : outcome instanceof HourOutcome.HeldBack ? "held_back" : "idle";
      return outcome;
    } finally {
      hours(word).increment();
    }
  }

  private Counter counter(String outcome) {
    return Counter.builder("stillwatch.training.runs")
        .description("Training nights of this process by how they ended")
        .tag("outcome", outcome)
        .register(registry);
  }

  /** Runs a night and counts its end. */
  NightOutcome counted(Supplier<NightOutcome> night) {
    String word = "failed";
    try {
      NightOutcome outcome = night.get();
      word = word(outcome);
      return outcome;
    } finally {
      counter(word).increment();
    }
  }

  private static String word(NightOutcome outcome) {
    if (outcome instanceof NightOutcome.Activated) {
      return "activated";
    }
    return outcome instanceof NightOutcome.HeldBack ? "held_back" : "too_little";
  }
}
