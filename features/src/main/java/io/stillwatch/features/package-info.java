/**
 * The kernel: a call becomes state, state becomes a vector. {@link
 * io.stillwatch.features.AccountState} takes events and gives a {@link
 * io.stillwatch.features.FeatureVector}; {@link io.stillwatch.features.FeatureCatalogue} says what
 * each value means.
 */
@NullMarked
package io.stillwatch.features;

import org.jspecify.annotations.NullMarked;
