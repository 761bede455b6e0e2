/**
 * {@code bench ingest}: full events on their way into a feature service, beside COPY of the same
 * rows. {@link FullEvents} makes them, {@link LoadStream} reports them over gRPC to the {@link
 * LoadedService}, {@link CopiedRows} copies them without it, and {@link OneCore} times what lies
 * between the two.
 */
@NullMarked
package io.stillwatch.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
