/**
 * What the metrics and {@code /actuator/info} of both services have in common: the tag {@code
 * service}, the build, and the settings without their secrets. Each service's own meters stand
 * beside what they measure.
 */
@NullMarked
package io.stillwatch.rim.metrics;

import org.jspecify.annotations.NullMarked;
