/**
 * The event log in PostgreSQL. {@link LogLease} says who may write to it, {@link EventLog} appends
 * a batch in one transaction and replays what was appended, {@link BinaryCopy} is how rows travel.
 * Every transaction that writes also moves the log's one row and fails with {@link LeaseLost} when
 * somebody else has taken the log over, so a writer that slept too long cannot do harm.
 */
@NullMarked
package io.stillwatch.featureservice.log;

import org.jspecify.annotations.NullMarked;
