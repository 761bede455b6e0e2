/** Tests. */
@NullMarked
package io.stillwatch.simulator.cast;

import org.jspecify.annotations.NullMarked;
