package io.stillwatch.modelservice.verdicts;

import io.stillwatch.features.wire.Timestamps;
import io.stillwatch.v1.Band;
import io.stillwatch.v1.Verdict;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What changed in the verdict table: a queue of what is to be written down, the newest of it for a
 * feed, and a number that grows. Thread-safe; noting waits on no database.
 */
@Component
final class Changes {
  /** What a feed can look back on. */
  static final int FEED = 1000;

  private static final int MOST_UNWRITTEN = 2_000_000;

  private final Queue<Noted> unwritten = new LinkedBlockingQueue<>(MOST_UNWRITTEN);
  private final Deque<VerdictHistory.Change> feed = new ArrayDeque<>();
  private final Map<String, Instant> erased = new ConcurrentHashMap<>();
  private final AtomicLong version = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();

  /** Under the table's lock on the account. */
  void note(@Nullable Held before, Held after) {
    version.incrementAndGet();
    Noted change = Noted.of(before, after);
    if (change.isToBeWritten() && !unwritten.offer(change)) {
      lost.incrementAndGet();
    }
    if (change.isForFeed()) {
      show(change.shown());
    }
  }

  /** Something changed that is no verdict: an account went away, or a champion came. */
  void noteOther() {
    version.incrementAndGet();
  }

  long version() {
    return version.get();
  }

  /** Takes up to so many, oldest first. */
  List<Noted> take(int most) {
    List<Noted> taken = new ArrayList<>();
    while (taken.size() < most) {
      Noted next = unwritten.poll();
      if (next == null) {
        break;
      }
      taken.add(next);
    }
    return taken;
  }

  /** How many could not be kept for writing since this was asked last. */
  long lost() {
    return lost.getAndSet(0);
  }

  /** Forgets an account here, and notes that its history until then is to be removed. */
  void erase(String accountId, Instant until) {
    unwritten.removeIf(noted -> noted.isOf(accountId, until));
    synchronized (feed) {
      feed.removeIf(change -> change.accountId().equals(accountId) && !change.at().isAfter(until));
    }
    erased.merge(accountId, until, (one, other) -> one.isAfter(other) ? one : other);
    noteOther();
  }

  /** Accounts whose history until a time is to be removed; take out what was. */
  Map<String, Instant> erased() {
    return erased;
  }

  void show(VerdictHistory.Change change) {
    synchronized (feed) {
      if (feed.size() == FEED) {
        feed.removeLast();
      }
      feed.addFirst(change);
    }
  }

  /** Newest first. */
  List<VerdictHistory.Change> newest(int most) {
    synchronized (feed) {
      return feed.stream().limit(most).toList();
    }
  }

  /**
   * A verdict and the one before it.
   *
   * @param networkBefore empty: none
   */
  record Noted(Verdict verdict, Band bandBefore, String networkBefore, boolean modelChanged) {
    static Noted of(@Nullable Held before, Held after) {
      return before == null
          ? new Noted(after.verdict(), Band.BAND_UNKNOWN, "", false)
          : new Noted(
              after.verdict(),
              before.verdict().getBand(),
              before.verdict().getNetworkId(),
              !before.verdict().getModelVersion().equals(after.verdict().getModelVersion()));
    }

    private boolean isOf(String accountId, Instant until) {
      return verdict.getAccountId().equals(accountId) && !at().isAfter(until);
    }

    Instant at() {
      return Timestamps.instant(verdict.getJudgedAt());
    }

    /** A new model that says the same is worth a word of suspects alone. */
    boolean isToBeWritten() {
      return hasMoved() || (modelChanged && isSuspicious(verdict.getBand()));
    }

    /** What only goes between unknown and none would drown the rest. */
    boolean isForFeed() {
      return hasMoved() && (isSuspicious(verdict.getBand()) || isSuspicious(bandBefore));
    }

    VerdictHistory.Change shown() {
      return new VerdictHistory.Change(
          at(), verdict.getAccountId(), bandBefore, verdict.getBand(), verdict.getNetworkId());
    }

    private boolean hasMoved() {
      return verdict.getBand() != bandBefore || !verdict.getNetworkId().equals(networkBefore);
    }

    private static boolean isSuspicious(Band band) {
      return band.compareTo(Band.BAND_WATCH) >= 0;
    }
  }
}
