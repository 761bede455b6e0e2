package io.stillwatch.featureservice.reprocess;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.stillwatch.featureservice.accounts.AccountStates;
import io.stillwatch.featureservice.accounts.Checkpoints;
import io.stillwatch.featureservice.accounts.ClosedDays;
import io.stillwatch.featureservice.accounts.UtcDay;
import io.stillwatch.featureservice.intake.WriterVisits;
import io.stillwatch.featureservice.log.EventLog;
import io.stillwatch.featureservice.log.KeptLog;
import io.stillwatch.v1.Reprocess;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Begins reprocessings, one at a time, each on a thread of its own. Thread-safe. */
public final class Reprocessing implements AutoCloseable {
  /** Days that a window of 7 days needs before the day that it ends in. */
  static final int HISTORY_DAYS = 7;

  private final AccountStates states;
  private final Checkpoints checkpoints;
  private final ClosedDays days;
  private final EventLog log;
  private final StagedDays staged;
  private final WriterVisits visits;
  private final int accountsAtOnce;
  private @Nullable Run run;
  private @Nullable Thread thread;

  /**
   * @param accountsAtOnce about as many states are held twice at a time
   */
  Reprocessing(
      AccountStates states,
      Checkpoints checkpoints,
      ClosedDays days,
      EventLog log,
      StagedDays staged,
      WriterVisits visits,
      int accountsAtOnce) {
    this.states = states;
    this.checkpoints = checkpoints;
    this.days = days;
    this.log = log;
    this.staged = staged;
    this.visits = visits;
    this.accountsAtOnce = accountsAtOnce;
  }

  /**
   * Begins one. Looks for the log's beginning first, which reads the oldest day that is kept.
   *
   * @param despiteShortLog whether windows may become short because the log is
   * @throws StatusRuntimeException FAILED_PRECONDITION when one is running, or the log is too short
   */
  public synchronized Reprocess start(boolean despiteShortLog) throws SQLException {
    if (run != null && run.running()) {
      throw refused("a reprocessing is running; wait until it is done");
    }
    checkpoints.keepLog(true);
    boolean begun = false;
    try {
      KeptLog kept = log.kept().orElseThrow(() -> refused("the log holds no event"));
      if (!despiteShortLog) {
        checkLength(kept);
      }
      Run next = new Run(states, checkpoints, days, log, staged, visits, kept, accountsAtOnce);
      thread = new Thread(next, "reprocessing");
      thread.setDaemon(true);
      thread.start();
      run = next;
      begun = true;
      return next.progress();
    } finally {
      if (!begun) {
        checkpoints.keepLog(false);
      }
    }
  }

  private void checkLength(KeptLog kept) {
    LocalDate newest = states.newestEvent().map(UtcDay::of).orElse(LocalDate.MAX);
    if (!kept.holdsBefore(newest, HISTORY_DAYS)) {
      throw refused(
          "the kept log begins within "
              + kept.firstDay()
              + ", less than "
              + HISTORY_DAYS
              + " whole days before "
              + newest
              + ": states would lose what they know of the days before; keep more of it"
              + " (stillwatch.features.log-days), or say that it may be short");
    }
  }

  /** The one that runs, or the last one since the start. */
  public synchronized Optional<Reprocess> last() {
    return Optional.ofNullable(run).map(Run::progress);
  }

  private static StatusRuntimeException refused(String why) {
    return Status.FAILED_PRECONDITION.withDescription(why).asRuntimeException();
  }

  /** Ends the one that runs; what it has rebuilt of states stays. */
  @Override
  public synchronized void close() {
    if (thread != null) {
      thread.interrupt();
    }
  }
}
