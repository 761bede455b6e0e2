/**
 * {@code bench sketch}: what a prompt's sketch costs a gateway, on {@link
 * io.stillwatch.benchmarks.sketch.MadePrompts}, beside a hash of the same bytes.
 */
@NullMarked
package io.stillwatch.benchmarks.sketch;

import org.jspecify.annotations.NullMarked;
