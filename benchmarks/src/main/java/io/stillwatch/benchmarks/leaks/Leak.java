package io.stillwatch.benchmarks.leaks;

import java.util.List;

/**
 * A value of a field, or two of them, that many accounts of a scenario have and next to none of its
 * look-alikes.
 *
 * @param values one or two
 * @param recall part of the scenario's accounts
 * @param falsePositives look-alikes' accounts
 */
record Leak(List<String> values, double recall, int falsePositives) {
  /** Whether a value of it begins so. */
  boolean begins(String value) {
    return values.stream().anyMatch(one -> one.startsWith(value));
  }

  @Override
  public String toString() {
    return String.join(" & ", values);
  }
}
