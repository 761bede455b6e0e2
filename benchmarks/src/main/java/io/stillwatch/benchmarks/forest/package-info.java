/**
 * {@code bench forest}: what a row costs in our forest and in its peers, on {@link
 * io.stillwatch.benchmarks.forest.SegmentedRows} in one run. The same kernels stand under JMH in
 * {@link io.stillwatch.benchmarks.forest.ForestKernels}.
 */
@NullMarked
package io.stillwatch.benchmarks.forest;

import org.jspecify.annotations.NullMarked;
