/** Who gets to which page, what a session may do, and what a browser may load. */
@NullMarked
package io.stillwatch.modelservice.dashboard.access;

import org.jspecify.annotations.NullMarked;
