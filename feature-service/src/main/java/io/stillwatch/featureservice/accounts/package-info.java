/**
 * What is known of every account, in memory and on disk. {@link AccountStates} holds the live
 * states in the order of their last change, {@link Checkpoints} stores the changed ones every few
 * seconds so that only the log's tail has to be replayed, {@link ClosedDays} keeps the vectors of
 * each day as they were at its end. Only durable events reach a state.
 */
@NullMarked
package io.stillwatch.featureservice.accounts;

import org.jspecify.annotations.NullMarked;
