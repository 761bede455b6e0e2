package io.stillwatch.modelservice.verdicts;

import io.stillwatch.v1.LearningState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How fresh the answers are.
 *
 * @param stale whether the live stream of vectors is interrupted
 * @param newestEvent the newest event of any account; 1970: there is none
 * @param accounts how many are held
 * @param modelVersion the champion; empty: none yet
 * @param modelTrainedAt null: no champion yet
 */
public record ServingState(
    LearningState learning,
    boolean stale,
    Instant newestEvent,
    long accounts,
    String modelVersion,
    @Nullable Instant modelTrainedAt) {}
