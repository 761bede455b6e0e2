/** Tests. */
@NullMarked
package io.stillwatch.simulator.people;

import org.jspecify.annotations.NullMarked;
