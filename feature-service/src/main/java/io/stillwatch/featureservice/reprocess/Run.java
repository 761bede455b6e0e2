package io.stillwatch.featureservice.reprocess;

import com.google.protobuf.Timestamp;
import io.stillwatch.features.Identifiers;
import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.featureservice.accounts.AccountStates;
import io.stillwatch.featureservice.accounts.Checkpoints;
import io.stillwatch.featureservice.accounts.ClosedDays;
import io.stillwatch.featureservice.intake.WriterVisits;
import io.stillwatch.featureservice.log.EventLog;
import io.stillwatch.featureservice.log.KeptLog;
import io.stillwatch.featureservice.log.LeaseLost;
import io.stillwatch.v1.ClosedDay;
import io.stillwatch.v1.Reprocess;
import io.stillwatch.v1.ReprocessState;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One reprocessing. Its progress may be asked for by any thread. */
final class Run implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Run.class);

  /** What the writer's thread is left to read: some milliseconds of it. */
  private static final long SHORT_TAIL = 2_000;

  /** Readings before that, if events come faster than they are read. */
  private static final int MOST_READINGS = 20;

  private final AccountStates states;
  private final Checkpoints checkpoints;
  private final ClosedDays days;
  private final EventLog log;
  private final StagedDays staged;
  private final WriterVisits visits;
  private final KeptLog kept;
  private final long begunAt;
  private final int passes;
  private final Reprocess.Builder progress = Reprocess.newBuilder();

  /** The first shard of the first pass that staged a day. */
  private final Map<LocalDate, Integer> stagedFrom = new TreeMap<>();

  Run(
      AccountStates states,
      Checkpoints checkpoints,
      ClosedDays days,
      EventLog log,
      StagedDays staged,
      WriterVisits visits,
      KeptLog kept,
      int accountsAtOnce) {
    this.states = states;
    this.checkpoints = checkpoints;
    this.days = days;
    this.log = log;
    this.staged = staged;
    this.visits = visits;
    this.kept = kept;
    this.begunAt = states.position();
    this.passes = Math.min(Identifiers.SHARDS, 1 + states.size() / accountsAtOnce);
    progress
        .setState(ReprocessState.REPROCESS_STATE_RUNNING)
        .setStartedAt(now())
        .setPass(1)
        .setPasses(passes)
        .setFirstPosition(kept.firstPosition())
        .setEventsTotal(Math.max(0, states.position() - kept.firstPosition() + 1));
  }

  synchronized Reprocess progress() {
    return progress.build();
  }

  synchronized boolean running() {
    return progress.getState() == ReprocessState.REPROCESS_STATE_RUNNING;
  }

  @Override
  public void run() {
    LOG.info("States and daily vectors are rebuilt from the log, in {} passes", passes);
    ReprocessState state = ReprocessState.REPROCESS_STATE_FAILED;
    String failure = "internal error";
    try {
      rebuild();
      state = ReprocessState.REPROCESS_STATE_DONE;
      failure = "";
    } catch (SQLException failed) {
      LOG.warn("The database failed: {}", failed.getMessage());
      failure = "the database failed; the log says how";
    } catch (InterruptedException stopped) {
      failure = "the service is stopping";
    } catch (LeaseLost | IllegalStateException failed) {
      failure = String.valueOf(failed.getMessage());
    } catch (RuntimeException broken) {
      LOG.error("The reprocessing failed", broken);
    } finally {
      if (state == ReprocessState.REPROCESS_STATE_FAILED) {
        clear();
      }
      checkpoints.keepLog(false);
      end(state, failure); // Last: another one may begin from then on.
    }
  }

  /** Nobody needs what a reprocessing that failed has staged, and erased accounts may be in it. */
  private void clear() {
    try {
      staged.clearFailed();
    } catch (SQLException | RuntimeException failed) {
      LOG.warn("Staged vectors stay until the next start: {}", failed.getMessage());
    }
  }

  private void rebuild() throws SQLException, InterruptedException {
    staged.begin(begunAt);
    for (int number = 0; number < passes; number++) {
      pass(number);
    }
    checkpoints.store();
    for (Map.Entry<LocalDate, Integer> day : stagedFrom.entrySet()) {
      replace(day.getKey(), day.getValue());
    }
    for (ClosedDay day : days.all()) {
      left(day.getDay());
    }
    staged.clear();
    states.rebuilt();
  }

  private void pass(int number) throws SQLException, InterruptedException {
    int first = number * Identifiers.SHARDS / passes;
    int last = (number + 1) * Identifiers.SHARDS / passes - 1;
    begun(number + 1);
    Pass pass = new Pass(states, days, log, staged, kept, begunAt, first, last, this::read);
    pass.catchUp();
    for (int again = 1; again < MOST_READINGS && pass.behind() > SHORT_TAIL; again++) {
      pass.catchUp();
    }
    visits.make(
        () -> {
          pass.catchUp();
          rebuilt(pass.handOver());
        });
    pass.stagedDays().forEach(day -> stagedFrom.putIfAbsent(day, first));
  }

  private void replace(LocalDate day, int firstShard) throws SQLException {
    if (firstShard > 0) {
      staged.carryOver(day, firstShard);
    }
    if (staged.replace(day)) {
      replaced(day);
    }
  }

  private synchronized void begun(int pass) {
    progress.setPass(pass);
  }

  private synchronized void read(int events) {
    progress.setEventsRead(progress.getEventsRead() + events);
  }

  private synchronized void rebuilt(int accounts) {
    progress.setAccountsRebuilt(progress.getAccountsRebuilt() + accounts);
  }

  private synchronized void replaced(LocalDate day) {
    progress.addDaysRewritten(day.toString());
  }

  private synchronized void left(String day) {
    if (!kept.holdsBefore(LocalDate.parse(day), Reprocessing.HISTORY_DAYS)) {
      progress.addDaysLeft(day);
    }
  }

  private synchronized void end(ReprocessState state, String failure) {
    progress
        .setState(state)
        .setFailure(failure)
        .setEndedAt(now())
        .setAccountsLeft(Math.max(0, states.size() - progress.getAccountsRebuilt()));
    LOG.info(
        "The reprocessing ended: {} accounts rebuilt, {} days rewritten{}{}",
        progress.getAccountsRebuilt(),
        progress.getDaysRewrittenCount(),
        failure.isEmpty() ? "" : "; failed: ",
        failure);
  }

  private static Timestamp now() {
    return Timestamps.timestamp(Clock.systemUTC().instant());
  }
}
