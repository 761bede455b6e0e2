package io.stillwatch.featureservice.reprocess;

import io.stillwatch.featureservice.accounts.AccountStates;
import io.stillwatch.featureservice.accounts.ClosedDays;
import io.stillwatch.featureservice.log.EventLog;
import io.stillwatch.featureservice.log.KeptLog;
import io.stillwatch.featureservice.log.LoggedEvent;
import io.stillwatch.v1.ClosedDay;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntConsumer;

/**
 * One reading of the kept log for the accounts of some shards. Days are staged when the reading
 * comes to the position at which they were closed. Not thread-safe, but threads may take turns.
 */
final class Pass {
  private static final int FOLDED_AT_ONCE = 256;

  private final AccountStates states;
  private final ClosedDays days;
  private final EventLog log;
  private final StagedDays staging;
  private final KeptLog kept;
  private final long begunAt;
  private final int firstShard;
  private final int lastShard;
  private final IntConsumer read;
  private final AccountStates rebuilt;
  private final SortedSet<LocalDate> stagedDays = new TreeSet<>();
  private long folded;

  /**
   * @param begunAt the log's position when the reprocessing began
   * @param lastShard included
   * @param read told how many events were folded, again and again
   */
  Pass(
      AccountStates states,
      ClosedDays days,
      EventLog log,
      StagedDays staging,
      KeptLog kept,
      long begunAt,
      int firstShard,
      int lastShard,
      IntConsumer read) {
    this.states = states;
    this.days = days;
    this.log = log;
    this.staging = staging;
    this.kept = kept;
    this.begunAt = begunAt;
    this.firstShard = firstShard;
    this.lastShard = lastShard;
    this.read = read;
    boolean whole = kept.firstPosition() == 1;
    this.rebuilt = states.toRebuild(whole);
    this.folded = kept.firstPosition() - 1;
  }

  /** How many events of all accounts lie between this reading and the states of the service. */
  long behind() {
    return states.position() - folded;
  }

  /** Reads on to where the states of the service are. */
  void catchUp() throws SQLException {
    long upTo = states.position(); // First: a day that was closed before it is listed by now.
    for (ClosedDay day : days.all()) {
      LocalDate date = LocalDate.parse(day.getDay());
      if (covered(date) && day.getPosition() <= upTo && !stagedDays.contains(date)) {
        readTo(day.getPosition());
        staging.add(date, rebuilt);
        stagedDays.add(date);
      }
    }
    readTo(upTo);
  }

  /** Whether the kept log holds all of the 7 days before that one. */
  private boolean covered(LocalDate day) {
    return kept.holdsBefore(day, Reprocessing.HISTORY_DAYS);
  }

  private void readTo(long position) throws SQLException {
    if (position <= folded) {
      return;
    }
    List<LoggedEvent> some = new ArrayList<>(FOLDED_AT_ONCE);
    log.replay(
        folded,
        position,
        firstShard,
        lastShard,
        event -> {
          some.add(event);
          if (some.size() == FOLDED_AT_ONCE) {
            fold(some);
          }
        });
    fold(some);
    folded = position;
  }

  private void fold(List<LoggedEvent> events) {
    if (Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException("the service is stopping");
    }
    rebuilt.fold(events);
    read.accept(events.size());
    events.clear();
  }

  /**
   * Puts the rebuilt states in the place of the old ones; for the writer's thread, caught up.
   *
   * @return how many accounts were replaced
   */
  int handOver() {
    return states.replaceBy(rebuilt, begunAt);
  }

  /** Days whose vectors of these shards were staged. */
  SortedSet<LocalDate> stagedDays() {
    return stagedDays;
  }
}
