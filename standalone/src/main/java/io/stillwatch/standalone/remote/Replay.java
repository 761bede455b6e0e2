package io.stillwatch.standalone.remote;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.RetryInfo;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.stillwatch.standalone.commands.CommandFailed;
import io.stillwatch.standalone.files.EventFile;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.UsageServiceGrpc;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A file on its way into a feature service. The line number among the events is the sequence; after
 * an interruption it goes on behind the last durable one.
 */
final class Replay {
  private static final Duration USUAL_PAUSE = Duration.ofMillis(500);

  private final Channel channel;
  private final Path file;
  private final String source;
  private final long epoch;
  private final Duration patience;
  private final Pace pace;
  private final Progress progress;
  private final long start = System.nanoTime();
  private long durableAtFirst = -1;
  private long durable;
  private long lastAdvance = start;

  Replay(
      Channel channel,
      Path file,
      String source,
      long epoch,
      Duration patience,
      Pace pace,
      Progress progress) {
    this.channel = channel;
    this.file = file;
    this.source = source;
    this.epoch = epoch;
    this.patience = patience;
    this.pace = pace;
    this.progress = progress;
  }

  /**
   * What became of it.
   *
   * @param events in the file, all durable
   * @param sent of them in this run
   */
  record Figures(long events, long sent, double seconds) {}

  /** Blocks until every event is durable. Throws {@link CommandFailed} when it is refused. */
  Figures run() {
    while (true) {
      try {
        long events = attempt();
        return new Figures(events, events - durableAtFirst, secondsSince(start));
      } catch (StatusRuntimeException interrupted) {
        waitOrGiveUp(interrupted);
      }
    }
  }

  private long attempt() {
    ReportSession session = new ReportSession(this::advanced);
    var unused = UsageServiceGrpc.newStub(channel).report(session);
    try (EventFile events = EventFile.open(file)) {
      long sequence = session.open(source, epoch);
      if (durableAtFirst < 0) {
        durableAtFirst = sequence;
      }
      passOver(events, sequence);
      for (Report event = events.next(); event != null; event = events.next()) {
        pace.step();
        session.send(event.toBuilder().setSequence(++sequence).build());
        progress.acknowledged(durable);
      }
      session.finish(sequence, () -> progress.acknowledged(durable));
      return sequence;
    } finally {
      session.cancel();
    }
  }

  private void passOver(EventFile events, long count) {
    for (long i = 0; i < count; i++) {
      if (!events.skip()) {
        throw new CommandFailed(
            "the service has "
                + count
                + " events of source "
                + source
                + ", the file only "
                + i
                + ": choose another --source or a higher --epoch");
      }
    }
  }

  private synchronized void advanced(long sequence) {
    if (sequence > durable) {
      durable = sequence;
      lastAdvance = System.nanoTime();
    }
  }

  private void waitOrGiveUp(StatusRuntimeException interrupted) {
    Status status = interrupted.getStatus();
    boolean isTemporary =
        status.getCode() == Status.Code.UNAVAILABLE
            || status.getCode() == Status.Code.RESOURCE_EXHAUSTED;
    if (!isTemporary || secondsSince(lastAdvance) > patience.toSeconds()) {
      throw interrupted;
    }
    progress.say(
        "interrupted after " + durable + " events, trying again: " + status.getDescription());
    LockSupport.parkNanos(pause(interrupted).toNanos());
  }

  /** As long as the service asks for. */
  private static Duration pause(StatusRuntimeException interrupted) {
    com.google.rpc.Status details = StatusProto.fromThrowable(interrupted);
    if (details == null) {
      return USUAL_PAUSE;
    }
    for (Any detail : details.getDetailsList()) {
      if (detail.is(RetryInfo.class)) {
        return delay(detail);
      }
    }
    return USUAL_PAUSE;
  }

  private static Duration delay(Any detail) {
    try {
      var delay = detail.unpack(RetryInfo.class).getRetryDelay();
      return Duration.ofSeconds(delay.getSeconds(), delay.getNanos());
    } catch (InvalidProtocolBufferException unreadable) {
      return USUAL_PAUSE;
    }
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / (double) TimeUnit.SECONDS.toNanos(1);
  }
}
