/**
 * The admin dashboard: {@code people} may sign in, {@code access} says to what, {@code pages} are
 * what they see, {@code charts} draw, and {@code live} tells open pages what changed. Pages are
 * rendered here; without any script they work, with it they follow.
 */
@NullMarked
package io.stillwatch.modelservice.dashboard;

import org.jspecify.annotations.NullMarked;
