/** Tests. */
@NullMarked
package io.stillwatch.simulator.campaigns;

import org.jspecify.annotations.NullMarked;
