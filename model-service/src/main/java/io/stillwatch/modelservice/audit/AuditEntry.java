package io.stillwatch.modelservice.audit;

import java.time.Instant;

/**
 * One line of the log.
 *
 * @param number grows with time
 * @param subject what it was done to, such as a model's version
 * @param detail the reason, or what changed; may be empty
 */
public record AuditEntry(
    long number, Instant at, Actor actor, AuditAction action, String subject, String detail) {}
