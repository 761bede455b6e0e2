/**
 * Turns a prompt into a {@link io.stillwatch.sketch.PromptSketch} where the prompt is made, so that
 * only keyed hashes and sizes travel. A {@link io.stillwatch.sketch.PromptSketcher} holds one
 * {@link io.stillwatch.sketch.SketchKey}; sketches of different keys are not comparable. JDK only.
 */
@NullMarked
package io.stillwatch.sketch;

import org.jspecify.annotations.NullMarked;
