/**
 * How well scores rank what is known to be anomalous: {@link
 * io.stillwatch.detector.metrics.RankingMetrics}. Labels are for measuring; no forest sees them.
 */
@NullMarked
package io.stillwatch.detector.metrics;

import org.jspecify.annotations.NullMarked;
