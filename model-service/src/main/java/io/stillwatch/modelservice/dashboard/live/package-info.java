/** Tells open pages that something changed, by server-sent events. */
@NullMarked
package io.stillwatch.modelservice.dashboard.live;

import org.jspecify.annotations.NullMarked;
