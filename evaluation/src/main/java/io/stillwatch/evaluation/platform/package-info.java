/**
 * All of Stillwatch in one process: an embedded PostgreSQL, both services, and the training, wired
 * as a stranger would wire them. {@link io.stillwatch.evaluation.platform.Platform} is what the
 * demo, {@code up} and the evaluation run.
 */
@NullMarked
package io.stillwatch.evaluation.platform;

import org.jspecify.annotations.NullMarked;
