/**
 * What was done to this service, by whom and why. {@link io.stillwatch.modelservice.audit.AuditLog}
 * is only added to: the database refuses anything else.
 */
@NullMarked
package io.stillwatch.modelservice.audit;

import org.jspecify.annotations.NullMarked;
