package io.stillwatch.benchmarks.crowding;

import io.stillwatch.detector.crowding.Crowd;
import java.util.BitSet;

/**
 * Two nights of one world.
 *
 * @param campaign the places of tonight's members
 */
record Nights(Crowd baseline, Crowd tonight, BitSet campaign) {}
