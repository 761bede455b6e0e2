/**
 * Files of events: {@link io.stillwatch.standalone.files.EventFile} reads them, {@code simulate}
 * makes one, and {@code sketch} turns prompts into sketches where prompts are allowed to be.
 */
@NullMarked
package io.stillwatch.standalone.files;

import org.jspecify.annotations.NullMarked;
