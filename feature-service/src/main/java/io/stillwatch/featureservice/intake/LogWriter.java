package io.stillwatch.featureservice.intake;

import io.stillwatch.featureservice.accounts.UtcDay;
import io.stillwatch.featureservice.log.EventLog;
import io.stillwatch.featureservice.log.LeaseLost;
import io.stillwatch.featureservice.log.LogRow;
import io.stillwatch.featureservice.log.LogTransaction;
import io.stillwatch.featureservice.log.LoggedEvent;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes the log: takes what has arrived, makes it durable in one transaction,
 * and hands it to the {@link LogFolder}, which folds and acknowledges it. While the database fails
 * it tries the same batch again; after a commit in doubt it looks at the log's head first, so
 * nothing is counted twice.
 */
final class LogWriter implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);
  private static final Duration IDLE = Duration.ofMillis(500);

  private final IntakeQueue queue;
  private final Sources sources;
  private final EventLog log;
  private final LogTransaction transaction;
  private final LogFolder folder;
  private final Retries retries;
  private final Clock clock;
  private final int batchEvents;
  private final Runnable onLeaseLost;
  private List<Work> inHand = List.of();
  private long position;

  LogWriter(
      IntakeQueue queue,
      Sources sources,
      EventLog log,
      LogTransaction transaction,
      LogFolder folder,
      Clock clock,
      int batchEvents,
      Runnable onLeaseLost) {
    this.queue = queue;
    this.sources = sources;
    this.log = log;
    this.transaction = transaction;
    this.folder = folder;
    this.retries = new Retries(queue);
    this.clock = clock;
    this.batchEvents = batchEvents;
    this.onLeaseLost = onLeaseLost;
  }

  /** Where the log stands before the first batch. */
  void startAfter(long logPosition) {
    position = logPosition;
  }

  /** Makes both threads end at once, with whatever they were about to do. */
  void abandon() {
    retries.abandon();
    folder.abandon();
  }

  @Override
  public void run() {
    folder.start();
    try {
      while (!retries.abandoned() && !queue.exhausted()) {
        folder.refuseBroken();
        inHand = queue.take(batchEvents, IDLE);
        if (!inHand.isEmpty()) {
          write(inHand);
          inHand = List.of();
        }
      }
      folder.finish();
      endAll();
    } catch (LeaseLost lost) {
      LOG.error("Stopped writing: {}", lost.getMessage());
      breakOff();
    } catch (InterruptedException | Retries.Abandoned stopped) {
      queue.close();
      folder.abandon();
    } catch (RuntimeException broken) {
      LOG.error("The log's writer failed; the service stops", broken);
      breakOff();
    }
  }

  private void breakOff() {
    endAll();
    onLeaseLost.run();
  }

  private void endAll() {
    queue.close();
    sources.speakers().forEach(stream -> stream.end(Refusal.CLOSING, false));
    Set<Work> untold = Collections.newSetFromMap(new IdentityHashMap<>());
    untold.addAll(folder.breakOff());
    untold.addAll(inHand);
    untold.addAll(queue.rest());
    untold.forEach(Work::refuseClosing);
  }

  private void write(List<Work> work) throws InterruptedException {
    if (work.get(0) instanceof Work.Erasing order) {
      erase(order);
      return;
    }
    if (work.get(0) instanceof Work.Visit visit) {
      folder.alone(visit, visit::make);
      return;
    }
    long begun = System.nanoTime();
    GroupCommit commit = committed(work);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    commit.take(work);
    List<LoggedEvent> events = new ArrayList<>(commit.rows().size());
    for (LogRow row : commit.rows()) {
      position++;
      events.add(new LoggedEvent(position, row.event()));
    }
    folder.take(new LogFolder.Batch(work, commit, events, took));
  }

  /** On the folder's thread, so that nothing is folded and no day closed meanwhile. */
  private void erase(Work.Erasing order) throws InterruptedException {
    long at = position + 1;
    Instant now = clock.instant();
    boolean[] tried = new boolean[1];
    folder.alone(
        order,
        () -> {
          if (!tried[0] || log.position() != at) {
            tried[0] = true;
            order.erasure().remove(at, now);
          }
          order.erasure().done(at, now);
        });
    position = at;
    order.done().complete(at);
  }

  private GroupCommit committed(List<Work> work) throws InterruptedException {
    GroupCommit[] last = new GroupCommit[1];
    retries.persistently(
        () -> {
          folder.refuseBroken();
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
}
