/**
 * Those that our forest is measured against. {@link io.stillwatch.benchmarks.peers.OnnxForest} runs
 * the very same trees, {@link io.stillwatch.benchmarks.peers.RandomCuts} and {@link
 * io.stillwatch.benchmarks.peers.OneClassSvm} judge the same rows in their own ways.
 */
@NullMarked
package io.stillwatch.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
