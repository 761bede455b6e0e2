/**
 * Simple detectors that Stillwatch is shown beside: what somebody would write first, and what
 * others have. Each {@link io.stillwatch.evaluation.baselines.Baseline} gives every account of a
 * {@link io.stillwatch.evaluation.baselines.ScoredDay} a score from the same vectors that
 * Stillwatch judges. None is told the truth, and none has a threshold: they are compared by how
 * they rank.
 */
@NullMarked
package io.stillwatch.evaluation.baselines;

import org.jspecify.annotations.NullMarked;
