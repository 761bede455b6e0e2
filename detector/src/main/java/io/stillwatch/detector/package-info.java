/**
 * A vector becomes a verdict. {@link io.stillwatch.detector.Judge} is a pure function made of one
 * model bundle: the forest says how odd an account is, the network snapshot with whom it runs.
 */
@NullMarked
package io.stillwatch.detector;

import org.jspecify.annotations.NullMarked;
