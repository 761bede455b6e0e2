/**
 * Draws. Each chart turns values into the coordinates of a picture whose parts the templates place:
 * pictures are SVG within the page, so that they need no script, print, and can be read aloud.
 */
@NullMarked
package io.stillwatch.modelservice.dashboard.charts;

import org.jspecify.annotations.NullMarked;
