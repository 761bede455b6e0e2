/**
 * Chance: {@link io.stillwatch.detector.chance.Dice} are seeded random numbers, {@link
 * io.stillwatch.detector.chance.Tails} the probabilities that evidence is held against, {@link
 * io.stillwatch.detector.chance.Quantiles} the middle of a sample.
 */
@NullMarked
package io.stillwatch.detector.chance;

import org.jspecify.annotations.NullMarked;
