/**
 * The command with {@code bench} beside its other commands. {@code contest} says how contenders are
 * timed, {@code peers} who they are, and each other package is one benchmark.
 */
@NullMarked
package io.stillwatch.benchmarks;

import org.jspecify.annotations.NullMarked;
