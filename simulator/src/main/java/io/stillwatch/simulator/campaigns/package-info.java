/** Who harvests, by the scenarios of the threat model. */
@NullMarked
package io.stillwatch.simulator.campaigns;

import org.jspecify.annotations.NullMarked;
