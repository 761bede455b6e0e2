package io.stillwatch.evaluation.platform;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.stillwatch.trainer.NightOutcome;
import java.util.function.Supplier;

/**
 * Counts the training nights of this process by how they ended, among the model service's meters.
 */
final class TrainingCounts {
  private final MeterRegistry registry;

  TrainingCounts(MeterRegistry registry) {
    this.registry = registry;
    for (String outcome : new String[] {"activated", "held_back", "too_little", "failed"}) {
      counter(outcome);
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
