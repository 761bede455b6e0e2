/**
 * The isolation forest (Liu, Ting and Zhou 2008) as an extension of Tribuo. {@link
 * io.stillwatch.detector.forest.IsolationForestTrainer} grows an {@link
 * io.stillwatch.detector.forest.IsolationForest}, flat arrays that score a row; {@link
 * io.stillwatch.detector.forest.IsolationForestModel} carries it as a Tribuo model with its
 * provenance, and {@link io.stillwatch.detector.forest.FeatureTable} feeds rows without an object
 * per value.
 *
 * <p>A missing value is NaN in a row and an absent feature in a Tribuo example. It goes with the
 * majority: to the child that more of the training rows reached, right where they are equal, in
 * growing and in scoring alike. So what is missing neither isolates a row nor hides it.
 */
@NullMarked
package io.stillwatch.detector.forest;

import org.jspecify.annotations.NullMarked;
