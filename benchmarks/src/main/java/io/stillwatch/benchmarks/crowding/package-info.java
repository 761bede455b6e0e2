/**
 * {@code stillwatch bench crowding}: what crowding finds, and whom it flags, on simulated nights. A
 * {@link io.stillwatch.benchmarks.crowding.Scenario} is played in a {@link
 * io.stillwatch.benchmarks.crowding.World} and gives two {@link
 * io.stillwatch.benchmarks.crowding.Nights}, which crowding, the ordinary isolation score and a
 * contrast of densities are asked about.
 */
@NullMarked
package io.stillwatch.benchmarks.crowding;

import org.jspecify.annotations.NullMarked;
