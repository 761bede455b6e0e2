/**
 * How a season is played: groups plan their day, the platform answers their calls, and what was
 * asked is written, sketched and told in the order of time.
 */
@NullMarked
package io.stillwatch.simulator.play;

import org.jspecify.annotations.NullMarked;
