/** Tests. */
@NullMarked
package io.stillwatch.simulator.play;

import org.jspecify.annotations.NullMarked;
