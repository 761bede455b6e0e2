/** The one clock of a process. */
@NullMarked
package io.stillwatch.rim.time;

import org.jspecify.annotations.NullMarked;
