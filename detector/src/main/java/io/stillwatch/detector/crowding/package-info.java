/**
 * How crowded an account's spot has become. A {@link io.stillwatch.detector.crowding.Crowd} of the
 * baseline and one of tonight give a {@link io.stillwatch.detector.crowding.Crowding}: a score for
 * each account and what carried it. Its {@link io.stillwatch.detector.crowding.CrowdedCells} are
 * the spots themselves with their members, as keys for finding networks.
 */
@NullMarked
package io.stillwatch.detector.crowding;

import org.jspecify.annotations.NullMarked;
