/** {@code stillwatch forest}: the isolation forest alone, on anybody's labelled rows. */
@NullMarked
package io.stillwatch.standalone.forest;

import org.jspecify.annotations.NullMarked;
