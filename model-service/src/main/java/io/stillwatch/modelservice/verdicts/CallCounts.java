package io.stillwatch.modelservice.verdicts;

import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/**
 * How much was asked since the start. Counting contends with nobody; reading is a little behind.
 */
@Component
final class CallCounts {
  private final LongAdder checks = new LongAdder();
  private final LongAdder batches = new LongAdder();
  private final LongAdder batchedSubjects = new LongAdder();

  void check() {
    checks.increment();
  }

  void batch(int subjects) {
    batches.increment();
    batchedSubjects.add(subjects);
  }

  long checks() {
    return checks.sum();
  }

  long batches() {
    return batches.sum();
  }

  /** In batches. */
  long subjects() {
    return batchedSubjects.sum();
  }

  @Override
  public String toString() {
    return checks + " checks, and " + batches + " batches of " + batchedSubjects + " subjects";
  }
}
