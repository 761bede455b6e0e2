/** Tests of the grammar. */
@NullMarked
package io.stillwatch.simulator.language;

import org.jspecify.annotations.NullMarked;
