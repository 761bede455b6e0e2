/**
 * What each feature looks like in a season: {@link io.stillwatch.evaluation.gallery.FeatureSamples}
 * takes account-days, {@link io.stillwatch.evaluation.gallery.FeatureShape} is one feature over
 * honest personas and scenarios, held against the {@link
 * io.stillwatch.evaluation.gallery.Expectation} that the catalogue states.
 */
@NullMarked
package io.stillwatch.evaluation.gallery;

import org.jspecify.annotations.NullMarked;
