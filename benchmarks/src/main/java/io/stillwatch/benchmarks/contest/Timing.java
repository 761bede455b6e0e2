package io.stillwatch.benchmarks.contest;

import java.util.Arrays;

/**
 * Nanoseconds a piece of work took.
 *
 * @param p10 exceeded by nine trials of ten: the machine left mostly to itself
 * @param median exceeded by half of the trials
 */
public record Timing(double p10, double median) {
  static Timing of(double[] trials) {
    double[] sorted = trials.clone();
    Arrays.sort(sorted);
    return new Timing(sorted[sorted.length / 10], sorted[sorted.length / 2]);
  }
}
