/** Commands that run the platform in this process: {@code demo} and {@code up}. */
@NullMarked
package io.stillwatch.standalone.platform;

import org.jspecify.annotations.NullMarked;
