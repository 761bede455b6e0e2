/**
 * Who an account's peers are: {@link io.stillwatch.detector.personas.Personas} are clusters of
 * trusted accounts (K-Means), each with what is usual among its members. They give a verdict's
 * reasons their measure; they raise no band.
 */
@NullMarked
package io.stillwatch.detector.personas;

import org.jspecify.annotations.NullMarked;
