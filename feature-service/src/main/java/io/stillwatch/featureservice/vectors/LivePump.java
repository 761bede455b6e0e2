package io.stillwatch.featureservice.vectors;

import io.grpc.stub.ServerCallStreamObserver;
import io.stillwatch.featureservice.accounts.AccountStates;
import io.stillwatch.v1.ReadVectorsResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that sends every live reader what changed, a few vectors in turn. */
final class LivePump implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LivePump.class);
  private static final Duration TICK = Duration.ofMillis(50);

  private final AccountStates states;
  private final Clock clock;
  private final Duration pace;
  private final Collection<LiveReader> readers = new ConcurrentLinkedQueue<>();
  private final Semaphore wakeUps = new Semaphore(0);
  private final Thread pump = new Thread(this::pump, "live-vectors");
  private volatile boolean closed;

  LivePump(AccountStates states, Clock clock, Duration pace) {
    this.states = states;
    this.clock = clock;
    this.pace = pace;
    pump.setDaemon(true);
    pump.start();
  }

  /**
   * Follows from a position on; to be called while the call is being set up. A snapshot is as of
   * now at least.
   */
  void follow(
      ServerCallStreamObserver<ReadVectorsResponse> answers,
      long after,
      boolean snapshot,
      Instant sweptUntil) {
    answers.setOnReadyHandler(wakeUps::release);
    answers.setOnCancelHandler(wakeUps::release);
    Instant since = snapshot ? clock.instant() : sweptUntil;
    readers.add(new LiveReader(answers, states, clock, after, snapshot, since, pace));
    wakeUps.release();
  }

  /** Readers that follow now. */
  int readers() {
    return (int) readers.stream().filter(reader -> !reader.gone()).count();
  }

  private void pump() {
    try {
      while (!closed) {
        if (!sendAround()) {
          wakeUps.tryAcquire(TICK.toMillis(), TimeUnit.MILLISECONDS);
          wakeUps.drainPermits();
        }
      }
    } catch (InterruptedException closing) {
      LOG.debug("No more live vectors are sent");
    }
    readers.forEach(LiveReader::end);
  }

  private boolean sendAround() {
    readers.removeIf(LiveReader::gone);
    boolean more = false;
    for (LiveReader reader : readers) {
      try {
        more |= reader.sendSome();
      } catch (RuntimeException broken) {
        LOG.warn("A live reader is dropped", broken);
        reader.end();
      }
    }
    return more;
  }

  @Override
  public void close() {
    closed = true;
    pump.interrupt();
  }
}
