/**
 * Nights held against the truth: pure, without a platform. {@link
 * io.stillwatch.evaluation.judgement.Judgement} makes figures of nights, truth and harvest; each
 * figure is an {@link io.stillwatch.evaluation.judgement.Interval}.
 */
@NullMarked
package io.stillwatch.evaluation.judgement;

import org.jspecify.annotations.NullMarked;
