/** Puts a season's plan and the roles together. */
@NullMarked
package io.stillwatch.simulator.cast;

import org.jspecify.annotations.NullMarked;
