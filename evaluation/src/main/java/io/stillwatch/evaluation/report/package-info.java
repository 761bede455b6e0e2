/**
 * A result as a page for people. {@link io.stillwatch.evaluation.report.ReportPage} reads the
 * figures from the result's JSON and nothing else, so that both say the same; charts turn them into
 * coordinates, which the templates place as SVG. A page is one file, without scripts, and loads
 * nothing.
 */
@NullMarked
package io.stillwatch.evaluation.report;

import org.jspecify.annotations.NullMarked;
