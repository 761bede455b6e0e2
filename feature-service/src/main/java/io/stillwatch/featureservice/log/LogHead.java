package io.stillwatch.featureservice.log;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The log's one row.
 *
 * @param incarnation identity of the log; positions mean something only within it
 * @param epoch how often the log was taken over
 * @param position the last position that was given; 0 in an empty log
 * @param checkpointPosition stored states hold at least every event up to here
 * @param openDay the first UTC day that is not closed; null before the first event
 */
public record LogHead(
    String incarnation,
    long epoch,
    long position,
    long checkpointPosition,
    @Nullable LocalDate openDay) {}
