/**
 * How well networks are found, without services or database: seasons are played and folded once
 * into a day's vectors each, which are kept in a folder, and {@link
 * io.stillwatch.benchmarks.panel.Variant ways to find networks} are held against the truth night by
 * night.
 */
@NullMarked
package io.stillwatch.benchmarks.panel;

import org.jspecify.annotations.NullMarked;
