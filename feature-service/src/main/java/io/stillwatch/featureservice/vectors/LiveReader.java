package io.stillwatch.featureservice.vectors;

import io.grpc.stub.ServerCallStreamObserver;
import io.stillwatch.featureservice.accounts.AccountStates;
import io.stillwatch.v1.AccountVector;
import io.stillwatch.v1.ReadVectorsResponse;
import io.stillwatch.v1.SnapshotComplete;
import io.stillwatch.v1.VectorsHeartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One reader of live vectors. It has everything up to its position, for vectors go out in the order
 * of their accounts' last change; an account that changes while the reader is slow moves back in
 * that order and is sent once. For the pump's thread.
 */
final class LiveReader {
  private static final int CHUNK = 64;
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);

  private final ServerCallStreamObserver<ReadVectorsResponse> answers;
  private final AccountStates states;
  private final long paceNanos;
  private long rebuiltAt;
  private long position;
  private boolean snapshot;
  private boolean behind = true;
  private volatile boolean ended;
  private long caughtUpAt;
  private long heartbeatAt;

  /**
   * @param after the reader has everything up to here
   * @param snapshot whether the end of a snapshot is to be told
   * @param pace how long a reader that caught up is left alone, so that changes gather
   */
  LiveReader(
      ServerCallStreamObserver<ReadVectorsResponse> answers,
      AccountStates states,
      long after,
      boolean snapshot,
      Duration pace) {
    this.answers = answers;
    this.states = states;
    this.position = after;
    this.snapshot = snapshot;
    this.rebuiltAt = states.rebuiltAt();
    this.paceNanos = pace.toNanos();
    this.heartbeatAt = System.nanoTime();
  }

  boolean gone() {
    return ended || answers.isCancelled();
  }

  /** Sends a few vectors if the reader can take them. Returns whether there may be more at once. */
  boolean sendSome() {
    long now = System.nanoTime();
    if (gone() || !answers.isReady() || (!behind && now - caughtUpAt < paceNanos)) {
      return false;
    }
    beginAnewAfterARebuilding();
    long head = states.position();
    List<AccountVector> vectors = states.changedAfter(position, CHUNK);
    for (AccountVector vector : vectors) {
      answers.onNext(ReadVectorsResponse.newBuilder().setVector(vector).build());
      position = vector.getPosition();
    }
    behind = vectors.size() == CHUNK;
    if (!behind) {
      caughtUp(Math.max(position, head), now);
    }
    return behind;
  }

  /** Vectors that went out before are of old states; the caller is told no position meanwhile. */
  private void beginAnewAfterARebuilding() {
    long rebuilt = states.rebuiltAt();
    if (rebuilt != rebuiltAt) {
      rebuiltAt = rebuilt;
      position = 0;
    }
  }

  private void caughtUp(long head, long now) {
    position = head;
    caughtUpAt = now;
    if (snapshot) {
      snapshot = false;
      answers.onNext(
          ReadVectorsResponse.newBuilder()
              .setSnapshotComplete(SnapshotComplete.newBuilder().setPosition(position))
              .build());
    }
    if (now - heartbeatAt >= HEARTBEAT.toNanos()) {
      heartbeatAt = now;
      answers.onNext(ReadVectorsResponse.newBuilder().setHeartbeat(heartbeat()).build());
    }
  }

  private VectorsHeartbeat heartbeat() {
    VectorsHeartbeat.Builder heartbeat = VectorsHeartbeat.newBuilder().setPosition(position);
    states.newestEvent().map(LiveReader::timestamp).ifPresent(heartbeat::setNewestEvent);
    return heartbeat.build();
  }

  private static com.google.protobuf.Timestamp timestamp(Instant time) {
    return com.google.protobuf.Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
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
