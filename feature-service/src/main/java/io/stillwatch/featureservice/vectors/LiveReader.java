package io.stillwatch.featureservice.vectors;

import io.grpc.stub.ServerCallStreamObserver;
import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.featureservice.accounts.AccountStates;
import io.stillwatch.featureservice.accounts.ErasedAccount;
import io.stillwatch.featureservice.accounts.PassedTime;
import io.stillwatch.v1.AccountErased;
import io.stillwatch.v1.AccountVector;
import io.stillwatch.v1.ReadVectorsResponse;
import io.stillwatch.v1.SnapshotComplete;
import io.stillwatch.v1.VectorsHeartbeat;
import io.stillwatch.v1.VectorsSwept;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One reader of live vectors. It has everything up to its position, for vectors go out in the order
 * of their accounts' last change; an account that changes while the reader is slow moves back in
 * that order and is sent once. Beside the changes goes a {@link Sweep} over accounts that time
 * alone changed. For the pump's thread.
 */
final class LiveReader {
  private static final int CHUNK = 64;
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);

  /** A clock that a file's events drive turns hours faster than all accounts can be sent. */
  private static final Duration SWEEP_PAUSE = Duration.ofSeconds(10);

  /** After so long without an event the log rests, and nothing more gathers. */
  private static final Duration REST = Duration.ofMillis(200);

  private final ServerCallStreamObserver<ReadVectorsResponse> answers;
  private final AccountStates states;
  private final Clock clock;
  private final long paceNanos;
  private long rebuiltAt;
  private long position;
  private boolean snapshot;
  private boolean behind = true;
  private volatile boolean ended;
  private long caughtUpAt;
  private long heartbeatAt;
  private Instant sweptUntil;
  private @Nullable Sweep sweep;
  private long runFrom;
  private Instant runHour = Instant.MIN;
  private long seenHead = -1;
  private long seenAt;
  private long sweepNotBefore;

  /**
   * @param after the reader has everything up to here
   * @param snapshot whether the end of a snapshot is to be told
   * @param sweptUntil the time as of which the reader has what time alone changed
   * @param pace how long a reader that caught up is left alone while events come, so that changes
   *     gather
   */
  LiveReader(
      ServerCallStreamObserver<ReadVectorsResponse> answers,
      AccountStates states,
      Clock clock,
      long after,
      boolean snapshot,
      Instant sweptUntil,
      Duration pace) {
    this.answers = answers;
    this.states = states;
    this.clock = clock;
    this.sweptUntil = sweptUntil;
    this.position = after;
    this.snapshot = snapshot;
    this.rebuiltAt = states.rebuiltAt();
    this.paceNanos = pace.toNanos();
    this.heartbeatAt = System.nanoTime();
    this.sweepNotBefore = heartbeatAt + paceNanos;
  }

  boolean gone() {
    return ended || answers.isCancelled();
  }

  /** Sends a few vectors if the reader can take them. Returns whether there may be more at once. */
  boolean sendSome() {
    boolean moreChanges = isReady() && sendChanges();
    boolean moreSilent = isReady() && !snapshot && sendSilent();
    return moreChanges || moreSilent;
  }

  private boolean isReady() {
    return !gone() && answers.isReady();
  }

  private boolean sendChanges() {
    long now = System.nanoTime();
    if (!behind && now - caughtUpAt < paceNanos && !rests(now)) {
      beat(now);
      return false;
    }
    beginAnewAfterARebuilding();
    if (!behind) {
      runFrom = position;
      runHour = hour();
    }
    long head = states.position();
    List<AccountVector> vectors = states.changedAfter(position, CHUNK, clock.instant());
    behind = vectors.size() == CHUNK;
    long last = vectors.isEmpty() ? position : vectors.get(vectors.size() - 1).getPosition();
    long upTo = behind ? last : Math.max(last, head);
    states.erasedBetween(position, upTo).forEach(this::send);
    for (AccountVector vector : vectors) {
      send(vector);
    }
    position = upTo;
    if (!behind) {
      caughtUp(now);
    }
    return behind;
  }

  /** The reader's position stays: these accounts keep theirs. */
  private boolean sendSilent() {
    Sweep going = sweep == null ? nextSweep() : sweep;
    if (going == null) {
      return false;
    }
    going.next().forEach(this::send);
    sweep = going.isDone() ? null : going;
    if (sweep == null) {
      swept(going.asOf());
    }
    return sweep != null;
  }

  private @Nullable Sweep nextSweep() {
    long now = System.nanoTime();
    if (now - sweepNotBefore < 0 && !rests(now)) {
      return null;
    }
    PassedTime time = new PassedTime(sweptUntil, clock.instant());
    return time.movesWindows() ? new Sweep(states, time, upToFresh()) : null;
  }

  /** What goes out as a change within this hour need not go out again because the hour turned. */
  private long upToFresh() {
    return runHour.equals(hour()) ? runFrom : states.position();
  }

  private Instant hour() {
    return clock.instant().truncatedTo(ChronoUnit.HOURS);
  }

  private boolean rests(long now) {
    long head = states.position();
    if (head != seenHead) {
      seenHead = head;
      seenAt = now;
    }
    return now - seenAt >= REST.toNanos();
  }

  private void swept(Instant asOf) {
    sweptUntil = asOf;
    sweepNotBefore = System.nanoTime() + Math.max(SWEEP_PAUSE.toNanos(), paceNanos);
    answers.onNext(
        ReadVectorsResponse.newBuilder()
            .setSwept(VectorsSwept.newBuilder().setAsOf(Timestamps.timestamp(asOf)))
            .build());
  }

  /** Before the vectors of its time: an account may have begun anew. */
  private void send(ErasedAccount erased) {
    answers.onNext(
        ReadVectorsResponse.newBuilder()
            .setErased(
                AccountErased.newBuilder()
                    .setAccountId(erased.accountId())
                    .setPosition(erased.position())
                    .setErasedAt(Timestamps.timestamp(erased.at())))
            .build());
  }

  private void send(AccountVector vector) {
    answers.onNext(ReadVectorsResponse.newBuilder().setVector(vector).build());
  }

  /** Vectors that went out before are of old states; the caller is told no position meanwhile. */
  private void beginAnewAfterARebuilding() {
    long rebuilt = states.rebuiltAt();
    if (rebuilt != rebuiltAt) {
      rebuiltAt = rebuilt;
      position = 0;
    }
  }

  private void caughtUp(long now) {
    caughtUpAt = now;
    if (snapshot) {
      snapshot = false;
      answers.onNext(
          ReadVectorsResponse.newBuilder()
              .setSnapshotComplete(SnapshotComplete.newBuilder().setPosition(position))
              .build());
    }
    beat(now);
  }

  private void beat(long now) {
    if (now - heartbeatAt >= HEARTBEAT.toNanos()) {
      heartbeatAt = now;
      answers.onNext(ReadVectorsResponse.newBuilder().setHeartbeat(heartbeat()).build());
    }
  }

  private VectorsHeartbeat heartbeat() {
    VectorsHeartbeat.Builder heartbeat = VectorsHeartbeat.newBuilder().setPosition(position);
    states.newestEvent().map(Timestamps::timestamp).ifPresent(heartbeat::setNewestEvent);
    return heartbeat.build();
  }

  /** Ends the call in order. */
  void end() {
    if (!gone()) {
      ended = true;
      answers.onError(
          io.grpc.Status.UNAVAILABLE
              .withDescription("the service is stopping")
              .asRuntimeException());
    }
  }
}
