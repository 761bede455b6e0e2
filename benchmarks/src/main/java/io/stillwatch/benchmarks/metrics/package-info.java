/** How well scores rank anomalies first. */
@NullMarked
package io.stillwatch.benchmarks.metrics;

import org.jspecify.annotations.NullMarked;
