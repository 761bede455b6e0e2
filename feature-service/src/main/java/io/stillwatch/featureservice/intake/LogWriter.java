package io.stillwatch.featureservice.intake;

import io.stillwatch.featureservice.accounts.UtcDay;
import io.stillwatch.featureservice.intake.IntakeCounts.Reason;
import io.stillwatch.featureservice.log.EventLog;
import io.stillwatch.featureservice.log.LeaseLost;
import io.stillwatch.featureservice.log.LogRow;
import io.stillwatch.featureservice.log.LogTransaction;
import io.stillwatch.featureservice.log.LoggedEvent;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes the log: takes what has arrived, makes it durable in one transaction,
 * folds it into the states, acknowledges. While the database fails it tries the same batch again;
 * after a commit in doubt it looks at the log's head first, so nothing is counted twice.
 */
final class LogWriter implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);
  private static final Duration IDLE = Duration.ofMillis(500);
  private static final long MAX_PAUSE_MILLIS = 2_000;

  private final IntakeQueue queue;
  private final Sources sources;
  private final EventLog log;
  private final LogTransaction transaction;
  private final DayTurn dayTurn;
  private final Clock clock;
  private final IntakeCounts counts;
  private final int batchEvents;
  private final Runnable onLeaseLost;
  private volatile boolean abandoned;
  private List<Work> inHand = List.of();
  private long position;

  LogWriter(
      IntakeQueue queue,
      Sources sources,
      EventLog log,
      LogTransaction transaction,
      DayTurn dayTurn,
      Clock clock,
      IntakeCounts counts,
      int batchEvents,
      Runnable onLeaseLost) {
    this.queue = queue;
    this.sources = sources;
    this.log = log;
    this.transaction = transaction;
    this.dayTurn = dayTurn;
    this.clock = clock;
    this.counts = counts;
    this.batchEvents = batchEvents;
    this.onLeaseLost = onLeaseLost;
  }

  /** Where the log stands before the first batch. */
  void startAfter(long logPosition) {
    position = logPosition;
  }

  /** Makes the thread end at once, with whatever it was about to write. */
  void abandon() {
    abandoned = true;
  }

  @Override
  public void run() {
    try {
      while (!abandoned && !queue.exhausted()) {
        inHand = queue.take(batchEvents, IDLE);
        if (!inHand.isEmpty()) {
          write(inHand);
          queue.done(inHand);
          inHand = List.of();
        }
        persistently(dayTurn::byClock);
      }
      endAll();
    } catch (LeaseLost lost) {
      LOG.error("Stopped writing: {}", lost.getMessage());
      endAll();
      onLeaseLost.run();
    } catch (InterruptedException | Abandoned stopped) {
      queue.close();
    } catch (RuntimeException broken) {
      LOG.error("The log's writer failed; the service stops", broken);
      endAll();
      onLeaseLost.run();
    }
  }

  private void endAll() {
    queue.close();
    sources.speakers().forEach(stream -> stream.end(Refusal.CLOSING, false));
    inHand.forEach(LogWriter::refuse);
    queue.rest().forEach(LogWriter::refuse);
  }

  private static void refuse(Work work) {
    if (work instanceof Work.Batch batch) {
      batch.refuse(Refusal.of(Refusal.CLOSING, false));
    } else if (work instanceof Work.Opening opening) {
      opening.stream().end(Refusal.CLOSING, false);
    } else if (work instanceof Work.Assigning order) {
      order.refuse(Refusal.of(Refusal.CLOSING, false));
    } else if (work instanceof Work.Visit visit) {
      visit.refuse();
    } else if (work instanceof Work.Ending ending) {
      ending.stream().end(ending.status(), ending.retryLater());
    }
  }

  private void write(List<Work> work) throws InterruptedException {
    long begun = System.nanoTime();
    GroupCommit commit = committed(work);
    counts.durable(commit.rows(), Duration.ofNanos(System.nanoTime() - begun));
    counts.duplicates(commit.duplicates());
    counts.refused(Reason.DENIED, commit.denied());
    List<LoggedEvent> events = new ArrayList<>(commit.rows().size());
    for (LogRow row : commit.rows()) {
      position++;
      events.add(new LoggedEvent(position, row.event()));
    }
    persistently(() -> dayTurn.fold(events));
    commit.tell(work);
  }

  private GroupCommit committed(List<Work> work) throws InterruptedException {
    GroupCommit[] last = new GroupCommit[1];
    persistently(
        () -> {
          if (last[0] != null && wasCommitted(last[0])) {
            return;
          }
          last[0] = new GroupCommit(sources, log, clock.instant());
          if (GroupCommit.writes(work)) {
            commit(last[0], work);
          }
        });
    return last[0];
  }

  private boolean wasCommitted(GroupCommit attempt) throws SQLException {
    return !attempt.rows().isEmpty() && log.position() == position + attempt.rows().size();
  }

  private void commit(GroupCommit attempt, List<Work> work) throws SQLException {
    LocalDate day = UtcDay.of(clock.instant());
    transaction.run(
        connection -> {
          attempt.write(connection, work, day, position);
          return attempt;
        });
    if (!attempt.rows().isEmpty()) {
      log.partitionIsThere(day);
    }
  }

  /** Does it until the database lets it. */
  private void persistently(DatabaseWork work) throws InterruptedException {
    long pause = 20;
    while (true) {
      try {
        work.run();
        queue.databaseAnswers(true);
        return;
      } catch (SQLException failed) {
        queue.databaseAnswers(false);
        LOG.warn("The database failed ({}); trying again in {} ms", failed.getMessage(), pause);
        pause(pause);
        pause = Math.min(MAX_PAUSE_MILLIS, pause * 2);
      }
    }
  }

  private void pause(long millis) throws InterruptedException {
    if (abandoned) {
      throw new Abandoned();
    }
    Thread.sleep(millis);
  }

  private interface DatabaseWork {
    void run() throws SQLException;
  }

  private static final class Abandoned extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
