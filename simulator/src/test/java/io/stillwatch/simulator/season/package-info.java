/** Tests. */
@NullMarked
package io.stillwatch.simulator.season;

import org.jspecify.annotations.NullMarked;
