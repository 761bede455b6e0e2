/** How contenders are timed against each other on a machine that others use too. */
@NullMarked
package io.stillwatch.benchmarks.contest;

import org.jspecify.annotations.NullMarked;
