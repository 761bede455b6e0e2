/**
 * The HTTP side that both services share: {@link io.stillwatch.rim.web.MetricsGuard} asks whoever
 * reads the metrics for a token; probes need none.
 */
@NullMarked
package io.stillwatch.rim.web;

import org.jspecify.annotations.NullMarked;
