package io.stillwatch.featureservice.log;

/**
 * How far a source is.
 *
 * @param epoch the highest that the source opened, unsigned
 * @param sequence the last durable one in that epoch, unsigned; 0: none
 */
public record SourcePosition(String source, long epoch, long sequence) {}
