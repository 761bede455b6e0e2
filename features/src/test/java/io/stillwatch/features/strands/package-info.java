/** Tests of the strand table. */
@NullMarked
package io.stillwatch.features.strands;

import org.jspecify.annotations.NullMarked;
