/**
 * Rebuilds states and daily vectors from the kept log, while intake goes on. {@link Reprocessing}
 * begins a {@link Run}, one at a time; a run goes over the log in several passes, each a {@link
 * Pass} for some shards, keeps the vectors of closed days in {@link StagedDays}, and replaces a
 * day's vectors when all passes are done.
 */
@NullMarked
package io.stillwatch.featureservice.reprocess;

import org.jspecify.annotations.NullMarked;
