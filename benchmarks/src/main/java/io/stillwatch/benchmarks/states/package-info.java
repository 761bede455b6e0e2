/**
 * The kernel alone: what it costs to read an event, to fold it into a state, to make a vector of a
 * state, to encode and decode it; and how large states are on disk and in memory.
 */
@NullMarked
package io.stillwatch.benchmarks.states;

import org.jspecify.annotations.NullMarked;
