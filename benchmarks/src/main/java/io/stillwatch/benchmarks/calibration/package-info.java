/**
 * {@code bench calibration}: the season's ordinary customers beside public traces of model serving,
 * and the constants of the simulator fitted anew.
 */
@NullMarked
package io.stillwatch.benchmarks.calibration;

import org.jspecify.annotations.NullMarked;
