/**
 * Serves vectors. {@link VectorEndpoint} speaks gRPC; {@link LivePump} feeds every {@link
 * LiveReader} with what changed, each account's newest vector only; {@link DaySender} sends a
 * closed day at its reader's pace.
 */
@NullMarked
package io.stillwatch.featureservice.vectors;

import org.jspecify.annotations.NullMarked;
