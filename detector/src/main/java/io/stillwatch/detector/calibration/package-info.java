/**
 * A score becomes a claim. {@link io.stillwatch.detector.calibration.HonestScores} are the scores
 * of honest units that no tree has seen: they say how rare a score is, and from which score an
 * account is watched. {@link io.stillwatch.detector.calibration.TypicalValue} says what is usual of
 * a feature.
 */
@NullMarked
package io.stillwatch.detector.calibration;

import org.jspecify.annotations.NullMarked;
