package io.stillwatch.featureservice;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the feature service, {@code stillwatch.features.*}. The defaults run on a laptop.
 *
 * @param queueEvents events that may wait to become durable; more are refused
 * @param queueBytes their encoded bytes
 * @param streamWindow reports that one stream may send ahead of its acknowledgements
 * @param batchEvents the most events of one transaction
 * @param sourcesPerToken how many sources one token may name; more are refused
 * @param liveAccounts how many accounts are held ready to take events, a few KiB each; the others
 *     are packed, and unpacked by their next event
 * @param livePace how long a reader of live vectors that has all is left alone while events come,
 *     so that an account's changes become one vector; once no event has come for a fifth of a
 *     second it gets what there is
 * @param checkpointEvery how often changed states are stored, less often while that takes more than
 *     a tenth of the time; after a crash about twice as much of the log is replayed
 * @param lastCheckpointPatience how long a stop waits for its last checkpoint; without it the next
 *     start replays more of the log
 * @param leasePatience how long a start waits for another service to let go of the log
 * @param dayCloseDelay how long after midnight (UTC) a day is closed; with {@code
 *     stillwatch.clock=events} the events say when
 * @param daysKept how many closed days are kept
 * @param logDays how many days of the event log are kept, for whoever wants to make states anew;
 *     what is not yet in stored states always is
 * @param idsKept how long an event's id is remembered of a source without sequences
 * @param sketchKeyFiles files of the keys that sketches are made with, so that frames of public
 *     software are known; none: no frame is
 * @param knownFrames a file or folder of known frames beside those that come with Stillwatch; null:
 *     none
 * @param reprocessAccounts about how many accounts' states a reprocessing holds beside the others;
 *     more passes over the log for less memory
 * @param statesKept days after an account's newest event until its state is forgotten
 */
@ConfigurationProperties("stillwatch.features")
public record FeatureServiceSettings(
    @DefaultValue("16384") int queueEvents,
    @DefaultValue("67108864") long queueBytes,
    @DefaultValue("1024") int streamWindow,
    @DefaultValue("4096") int batchEvents,
    @DefaultValue("1000") int sourcesPerToken,
    @DefaultValue("100000") int liveAccounts,
    @DefaultValue("200ms") Duration livePace,
    @DefaultValue("5s") Duration checkpointEvery,
    @DefaultValue("10s") Duration lastCheckpointPatience,
    @DefaultValue("10s") Duration leasePatience,
    @DefaultValue("10m") Duration dayCloseDelay,
    @DefaultValue("35") int daysKept,
    @DefaultValue("45") int logDays,
    @DefaultValue("48h") Duration idsKept,
    @DefaultValue("400") int statesKept,
    @DefaultValue("100000") int reprocessAccounts,
    @DefaultValue List<Path> sketchKeyFiles,
    @Nullable Path knownFrames) {
  public FeatureServiceSettings {
    sketchKeyFiles = List.copyOf(sketchKeyFiles);
    refuseBelowOne("queue-events", queueEvents);
    refuseBelowOne("queue-bytes", queueBytes);
    refuseBelowOne("stream-window", streamWindow);
    refuseBelowOne("batch-events", batchEvents);
    refuseBelowOne("sources-per-token", sourcesPerToken);
    refuseBelowOne("live-accounts", liveAccounts);
    refuseBelowOne("live-pace (milliseconds)", livePace.toMillis());
    refuseBelowOne("checkpoint-every (milliseconds)", checkpointEvery.toMillis());
    refuseBelowOne("last-checkpoint-patience (milliseconds)", lastCheckpointPatience.toMillis());
    refuseBelowOne("days-kept", daysKept);
    refuseBelowOne("log-days", logDays);
    refuseBelowOne("ids-kept (seconds)", idsKept.toSeconds());
    refuseBelowOne("states-kept", statesKept);
    refuseBelowOne("reprocess-accounts", reprocessAccounts);
    if (leasePatience.isNegative() || dayCloseDelay.isNegative()) {
      throw new IllegalArgumentException(
          "negative time: lease-patience " + leasePatience + ", day-close-delay " + dayCloseDelay);
    }
  }

  private static void refuseBelowOne(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "stillwatch.features." + name + " must be at least 1, not " + value);
    }
  }
}
