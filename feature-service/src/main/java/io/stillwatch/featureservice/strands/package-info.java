/** The strand table as the service keeps it: in memory, and with the checkpoints on disk. */
@NullMarked
package io.stillwatch.featureservice.strands;

import org.jspecify.annotations.NullMarked;
