/** Honest customers, by the look-alikes of the threat model. */
@NullMarked
package io.stillwatch.simulator.people;

import org.jspecify.annotations.NullMarked;
