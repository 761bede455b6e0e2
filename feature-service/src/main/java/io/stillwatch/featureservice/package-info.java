/**
 * The feature service: usage events in, account vectors out. {@code log} is the event log in
 * PostgreSQL, {@code intake} appends to it, {@code accounts} folds it into states, {@code vectors}
 * serves them. {@link io.stillwatch.featureservice.FeatureServiceApplication} starts it.
 */
@NullMarked
package io.stillwatch.featureservice;

import org.jspecify.annotations.NullMarked;
