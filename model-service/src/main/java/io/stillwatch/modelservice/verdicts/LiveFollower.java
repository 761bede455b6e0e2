package io.stillwatch.modelservice.verdicts;

import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.stillwatch.features.FeatureCatalogue;
import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.modelservice.ModelServiceSettings;
import io.stillwatch.rim.Repetition;
import io.stillwatch.rim.time.ServiceClock;
import io.stillwatch.v1.AccountErased;
import io.stillwatch.v1.AccountVector;
import io.stillwatch.v1.FeatureServiceGrpc;
import io.stillwatch.v1.LiveVectors;
import io.stillwatch.v1.ReadVectorsRequest;
import io.stillwatch.v1.ReadVectorsResponse;
import io.stillwatch.v1.VectorsBegin;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads the live stream of vectors into the table, on a thread of its own. A stream that breaks, or
 * falls silent, is opened again after a pause that doubles, from where it had come to.
 */
@Component
final class LiveFollower {
  private static final Logger LOG = LoggerFactory.getLogger(LiveFollower.class);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
  private static final Duration LOOK = Duration.ofMillis(250);

  private final ManagedChannel channel;
  private final VerdictTable table;
  private final Erasures erasures;
  private final ServiceClock clock;
  private final ModelServiceSettings.FeatureService settings;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "live-follower");
  private volatile Context.CancellableContext call = Context.ROOT.withCancellation();
  private final LongAdder interruptions = new LongAdder();
  private final LongAdder leftOut = new LongAdder();
  private volatile long heardAt;
  private volatile @Nullable Instant newest;
  private volatile @Nullable Long arrivedAt;
  private String incarnation = "";
  private long position;
  private volatile Instant sweptUntil = Instant.EPOCH;
  private @Nullable Instant oldestOfSnapshot;
  private Duration pause = SHORTEST_PAUSE;
  private boolean broken;

  LiveFollower(
      ManagedChannel channel,
      VerdictTable table,
      Erasures erasures,
      ServiceClock clock,
      ModelServiceSettings settings) {
    this.channel = channel;
    this.table = table;
    this.erasures = erasures;
    this.clock = clock;
    this.settings = settings.featureService();
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  void stop() {
    closed.countDown();
    call.cancel(null);
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Repetition watchdog = Repetition.start("live-watchdog", LOOK, this::cutSilence);
    try {
      do {
        Status end = follow();
        table.streamBroke();
        interruptions.increment();
        report(end);
      } while (!closed.await(nextPause().toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      table.streamBroke();
      watchdog.close();
    }
  }

  /** Returns when the stream is over, and why. */
  private Status follow() {
    heardAt = System.nanoTime();
    call = Context.ROOT.withCancellation();
    if (closed.getCount() == 0) {
      call.cancel(null);
    }
    channel.resetConnectBackoff();
    try {
      call.run(this::read);
      return Status.UNAVAILABLE.withDescription("the stream ended");
    } catch (RuntimeException failed) {
      return Status.fromThrowable(failed);
    } finally {
      call.cancel(null);
    }
  }

  private void read() {
    Iterator<ReadVectorsResponse> messages =
        FeatureServiceGrpc.newBlockingStub(channel)
            .readVectors(
                ReadVectorsRequest.newBuilder()
                    .setLive(
                        LiveVectors.newBuilder()
                            .setIncarnation(incarnation)
                            .setAfterPosition(position)
                            .setSweptUntil(Timestamps.timestamp(sweptUntil)))
                    .build());
    while (closed.getCount() > 0 && messages.hasNext()) {
      ReadVectorsResponse message = messages.next();
      heardAt = System.nanoTime();
      take(message);
    }
  }

  private void take(ReadVectorsResponse message) {
    switch (message.getMessageCase()) {
      case BEGIN -> begin(message.getBegin());
      case VECTOR -> take(message.getVector());
      case SNAPSHOT_COMPLETE -> {
        position = message.getSnapshotComplete().getPosition();
        sweptWithSnapshot();
        table.snapshotComplete();
      }
      case HEARTBEAT -> {
        position = message.getHeartbeat().getPosition();
        if (message.getHeartbeat().hasNewestEvent()) {
          clock.advanceTo(Timestamps.instant(message.getHeartbeat().getNewestEvent()));
        }
      }
      case ERASED -> erase(message.getErased());
      case SWEPT -> sweptUntil = Timestamps.instant(message.getSwept().getAsOf());
      case BLOCK, MESSAGE_NOT_SET ->
          LOG.debug("The feature service sent a message of a newer kind");
    }
  }

  private void erase(AccountErased erased) {
    erasures.erase(
        erased.getAccountId(), erased.getPosition(), Timestamps.instant(erased.getErasedAt()));
  }

  private void begin(VectorsBegin begin) {
    if (!begin.getSchema().getFingerprint().equals(FeatureCatalogue.fingerprint())
        || !begin.getSchema().getNamesList().equals(FeatureCatalogue.names())) {
      throw Status.FAILED_PRECONDITION
          .withDescription("the feature service has another feature catalogue than this service")
          .asRuntimeException();
    }
    oldestOfSnapshot = null;
    if (begin.getSnapshot()) {
      position = 0;
    }
    incarnation = begin.getIncarnation();
    table.streamBegan(begin.getSnapshot());
    pause = SHORTEST_PAUSE;
    if (broken) {
      LOG.info("The stream of vectors is back");
    }
    broken = false;
  }

  /** A vector that does not fit is left out; the account keeps its verdict of before. */
  private void take(AccountVector vector) {
    try {
      table.arrived(vector);
      arrived(Timestamps.instant(vector.getAsOf()));
    } catch (IllegalArgumentException unfit) {
      leftOut.increment();
      LOG.warn("A vector at position {} is left out: {}", vector.getPosition(), unfit.getMessage());
    }
  }

  /** All that is held is from the snapshot, and so no older than the oldest of it. */
  private void sweptWithSnapshot() {
    Instant oldest = oldestOfSnapshot;
    if (oldest != null) {
      sweptUntil = oldest;
    }
  }

  private void arrived(Instant asOf) {
    clock.advanceTo(asOf);
    Instant oldest = oldestOfSnapshot;
    if (oldest == null || asOf.isBefore(oldest)) {
      oldestOfSnapshot = asOf;
    }
    arrivedAt = System.nanoTime();
    Instant before = newest;
    if (before == null || asOf.isAfter(before)) {
      newest = asOf;
    }
  }

  /** Times that the stream ended or could not be opened. */
  long interruptions() {
    return interruptions.sum();
  }

  /** Vectors that did not fit. */
  long leftOut() {
    return leftOut.sum();
  }

  /** From the newest event of any vector to the clock; empty before the first vector. */
  Optional<Duration> age() {
    return Optional.ofNullable(newest).map(event -> Duration.between(event, clock.instant()));
  }

  /** No vector that is held is from before this time, unless time changed nothing in it. */
  Instant sweptUntil() {
    return sweptUntil;
  }

  /** Since a vector last came; empty before the first. */
  Optional<Duration> arrivalAge() {
    return Optional.ofNullable(arrivedAt).map(LiveFollower::since);
  }

  /** Since the stream last spoke, or was last opened; empty before that. */
  Optional<Duration> silence() {
    return heardAt == 0 ? Optional.empty() : Optional.of(since(heardAt));
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }

  private void report(Status end) {
    if (!broken && closed.getCount() > 0) {
      LOG.warn("The stream of vectors is interrupted: {} {}", end.getCode(), end.getDescription());
      if (end.getCode() == Status.Code.UNKNOWN) {
        LOG.warn("Reading vectors failed", end.getCause());
      }
    }
    broken = true;
  }

  /** A little of it is chance, so that replicas do not come back all at once. */
  private Duration nextPause() {
    Duration now = pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 4 + 1));
    Duration twice = pause.multipliedBy(2);
    pause = twice.compareTo(settings.longestPause()) > 0 ? settings.longestPause() : twice;
    return now;
  }

  private void cutSilence() {
    Duration silence = since(heardAt);
    if (silence.compareTo(settings.silence()) > 0) {
      call.cancel(new TimeoutException("the feature service was silent for " + silence));
    }
  }
}
