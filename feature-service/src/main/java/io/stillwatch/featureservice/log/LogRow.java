package io.stillwatch.featureservice.log;

import io.stillwatch.features.Event;

/**
 * An event to be appended, as it was reported and as it was understood.
 *
 * @param payload the encoded Report
 * @param told what the reporter told of what it may leave out, for whoever counts that
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record LogRow(String source, byte[] payload, Event event, int told) {}
