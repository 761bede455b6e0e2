/**
 * {@code bench adbench}: how well the forest ranks anomalies of a folder of labelled sets, beside a
 * reference's figures for the same sets.
 */
@NullMarked
package io.stillwatch.benchmarks.adbench;

import org.jspecify.annotations.NullMarked;
