package io.stillwatch.featureservice.intake;

import io.stillwatch.featureservice.FeatureServiceSettings;
import io.stillwatch.featureservice.accounts.AccountStates;
import io.stillwatch.featureservice.accounts.Checkpoints;
import io.stillwatch.featureservice.accounts.Erasures;
import io.stillwatch.featureservice.accounts.UtcDay;
import io.stillwatch.featureservice.log.EventLog;
import io.stillwatch.featureservice.log.LeaseLost;
import io.stillwatch.featureservice.log.LogHead;
import io.stillwatch.featureservice.log.LogLease;
import io.stillwatch.featureservice.log.LogTransaction;
import io.stillwatch.featureservice.log.LoggedEvent;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Brings the log to life before the first call and puts it to rest after the last one: takes the
 * lease, loads the states, replays the log's tail, then writes, checkpoints and renews the lease.
 */
final class Intake implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final int REPLAYED_AT_ONCE = 1000;
  private static final Duration LEASE_CHECK = Duration.ofSeconds(1);
  private static final Duration HOUSEKEEPING = Duration.ofMinutes(10);
  private static final int CHECKPOINT_RESTS = 9;
  private static final Duration LONGEST_REST = Duration.ofMinutes(1);
  private static final long PATIENCE_SECONDS = 30;

  private final FeatureServiceSettings settings;
  private final Clock clock;
  private final LogLease lease;
  private final EventLog log;
  private final LogTransaction transaction;
  private final AccountStates states;
  private final Checkpoints checkpoints;
  private final Erasures erasures;
  private final Sources sources;
  private final IntakeQueue queue;
  private final DayTurn dayTurn;
  private final LogWriter writer;
  private final Runnable onLeaseLost;
  private final ScheduledExecutorService lookout =
      Executors.newScheduledThreadPool(2, work -> daemon(work, "feature-log-lookout"));
  private final List<Future<?>> repeated = new ArrayList<>();
  private final Thread writing;
  private volatile boolean running;
  private volatile long restsUntil = System.nanoTime();

  Intake(
      FeatureServiceSettings settings,
      Clock clock,
      LogLease lease,
      EventLog log,
      LogTransaction transaction,
      AccountStates states,
      Checkpoints checkpoints,
      Erasures erasures,
      IntakeQueue queue,
      DayTurn dayTurn,
      IntakeCounts counts,
      Runnable onLeaseLost) {
    this.settings = settings;
    this.clock = clock;
    this.lease = lease;
    this.log = log;
    this.transaction = transaction;
    this.states = states;
    this.checkpoints = checkpoints;
    this.erasures = erasures;
    this.queue = queue;
    this.dayTurn = dayTurn;
    this.onLeaseLost = onLeaseLost;
    this.sources = new Sources(settings.sourcesPerToken());
    this.writer =
        new LogWriter(
            queue,
            sources,
            log,
            transaction,
            new LogFolder(queue, dayTurn, counts),
            clock,
            settings.batchEvents(),
            onLeaseLost);
    this.writing = daemon(writer, "feature-log-writer");
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void start() {
    try {
      LogHead head = lease.take(settings.leasePatience());
      recover(head);
      writer.startAfter(head.position());
    } catch (SQLException failed) {
      lease.release();
      throw new IllegalStateException("cannot read the event log", failed);
    }
    writing.start();
    every(LEASE_CHECK, this::renew);
    every(settings.checkpointEvery(), this::checkpointInTurn);
    every(HOUSEKEEPING, this::cleanUp);
    running = true;
  }

  private void recover(LogHead head) throws SQLException {
    checkpoints.load();
    erasures.load();
    sources.load(log.sources());
    states.openAt(head.position(), head.openDay());
    dayTurn.begin();
    List<LoggedEvent> some = new ArrayList<>();
    log.replay(
        head.checkpointPosition(),
        head.position(),
        event -> {
          some.add(event);
          if (some.size() == REPLAYED_AT_ONCE) {
            fold(some);
          }
        });
    fold(some);
    dayTurn.goOn();
    LOG.info(
        "The log stands at {}; {} events after the checkpoint were replayed",
        head.position(),
        head.position() - head.checkpointPosition());
  }

  private void fold(List<LoggedEvent> events) {
    try {
      dayTurn.fold(events);
    } catch (SQLException failed) {
      throw new IllegalStateException("cannot close a day while the log is replayed", failed);
    }
    events.clear();
  }

  private void every(Duration pause, Runnable work) {
    repeated.add(
        lookout.scheduleWithFixedDelay(
            work, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS));
  }

  private void renew() {
    try {
      lease.renew();
    } catch (LeaseLost lost) {
      LOG.error("The service stops: {}", lost.getMessage());
      abandon();
      onLeaseLost.run();
    }
  }

  /**
   * A checkpoint encodes every changed state while nothing is folded, and writes it. So that intake
   * gets its share of a busy machine, checkpoints take a tenth of the time at most.
   */
  private void checkpointInTurn() {
    long begun = System.nanoTime();
    if (begun - restsUntil < 0) {
      return;
    }
    checkpoint();
    long over = System.nanoTime();
    restsUntil = over + Math.min(LONGEST_REST.toNanos(), CHECKPOINT_RESTS * (over - begun));
  }

  private synchronized void checkpoint() {
    try {
      checkpoints.store();
    } catch (SQLException | LeaseLost failed) {
      LOG.warn("No checkpoint was made: {}", failed.getMessage());
    } catch (RuntimeException broken) {
      LOG.error("No checkpoint was made", broken);
    }
  }

  /** Forgets what is no longer kept. Not while a checkpoint is made. */
  synchronized void cleanUp() {
    Instant now = clock.instant();
    try {
      checkpoints.dropLogBefore(UtcDay.of(now).minusDays(settings.logDays()));
      erasures.forget(now);
      transaction.run(
          connection -> {
            log.forget(connection, now);
            return connection;
          });
      int silent = checkpoints.forgetSilentSince(now.minus(Duration.ofDays(settings.statesKept())));
      if (silent > 0) {
        LOG.info(
            "{} accounts were silent for {} days and are forgotten", silent, settings.statesKept());
      }
    } catch (SQLException | RuntimeException failed) {
      LOG.warn("Not all that is old was removed: {}", failed.getMessage());
    }
  }

  /** Stops as a killed process would: no checkpoint, no acknowledgement. */
  void abandon() {
    running = false;
    lookout.shutdownNow();
    writer.abandon();
    writing.interrupt();
    lease.release();
  }

  @Override
  public void stop() {
    if (!running) {
      return;
    }
    running = false;
    queue.close();
    repeated.forEach(work -> work.cancel(false));
    lookout.shutdown();
    try {
      writing.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    writer.abandon();
    lastCheckpoint();
    lease.release();
  }

  /**
   * On a thread of its own: it, or one before it, may wait for whoever holds a lock on the table.
   * One that commits after all, before its connection ends, is as good as any other.
   */
  private void lastCheckpoint() {
    Thread last = daemon(this::checkpoint, "feature-last-checkpoint");
    last.start();
    try {
      last.join(settings.lastCheckpointPatience().toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    if (last.isAlive()) {
      LOG.warn(
          "The last checkpoint was given up after {}; nothing is lost, the next start replays the"
              + " log",
          settings.lastCheckpointPatience());
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Starts before the gRPC server and stops after it. */
  @Override
  public int getPhase() {
    return 0;
  }
}
