/**
 * The {@code stillwatch} command. {@link io.stillwatch.standalone.Stillwatch} is its root and says
 * how every command ends.
 */
@NullMarked
package io.stillwatch.standalone;

import org.jspecify.annotations.NullMarked;
