/**
 * Takes events, each exactly once. {@link UsageEndpoint} speaks gRPC; each stream is a {@link
 * ReportStream} that checks its numbering and puts {@link Work} into the bounded {@link
 * IntakeQueue}; the one {@link LogWriter} makes a batch durable in one transaction ({@link
 * GroupCommit}) while the one {@link LogFolder} folds the batch before into the states, and only
 * then acknowledges it. {@link Intake} starts and stops all of that. {@link WriterVisits} lets
 * others do something between two batches.
 */
@NullMarked
package io.stillwatch.featureservice.intake;

import org.jspecify.annotations.NullMarked;
