/** Randomness by name. */
@NullMarked
package io.stillwatch.simulator.chance;

import org.jspecify.annotations.NullMarked;
