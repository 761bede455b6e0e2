/**
 * Honest people and harvesting networks with ground truth. A {@link io.stillwatch.simulator.Season}
 * says who there is; a {@link io.stillwatch.simulator.Simulation} of it gives events in time order,
 * the {@link io.stillwatch.simulator.Truth} and the harvest. The same season gives the same bytes.
 * Knows nothing of detection.
 */
@NullMarked
package io.stillwatch.simulator;

import org.jspecify.annotations.NullMarked;
