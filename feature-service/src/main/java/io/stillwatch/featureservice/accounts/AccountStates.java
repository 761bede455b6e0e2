package io.stillwatch.featureservice.accounts;

import io.stillwatch.features.AccountState;
import io.stillwatch.features.Admission;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.UsageEvent;
import io.stillwatch.features.wire.VectorWire;
import io.stillwatch.featureservice.log.LoggedEvent;
import io.stillwatch.v1.AccountVector;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The state of every account, in the order of their last change.
 *
 * <p>Each account stands in that order once, so a reader that is behind meets every changed account
 * exactly once and with its newest vector, however far behind it is. One thread folds; any thread
 * reads. A fair lock lets both have their turn; readers hold it for a few vectors at a time.
 */
public final class AccountStates {
  private static final int FOLDED_AT_ONCE = 256;

  private final ReentrantLock lock = new ReentrantLock(true);
  private final Map<String, Account> accounts = new HashMap<>();
  private final TreeMap<Long, Account> byPosition = new TreeMap<>();
  private Set<String> unstored = new HashSet<>();
  private final LongAdder late = new LongAdder();
  private long position;
  private @Nullable Instant newestEvent;
  private @Nullable LocalDate openDay;

  /**
   * Takes events that are durable, in the order of the log. One that its account's state already
   * holds changes nothing.
   */
  public void fold(List<LoggedEvent> events) {
    for (int from = 0; from < events.size(); from += FOLDED_AT_ONCE) {
      List<LoggedEvent> some = events.subList(from, Math.min(events.size(), from + FOLDED_AT_ONCE));
      locked(
          () -> {
            foldAll(some);
            return some;
          });
    }
  }

  private void foldAll(List<LoggedEvent> events) {
    Set<Account> changed = new LinkedHashSet<>();
    for (LoggedEvent event : events) {
      if (openDay == null && event.event() instanceof UsageEvent) {
        openDay = UtcDay.of(event.event().eventTime());
      }
      Account account =
          accounts.computeIfAbsent(
              event.event().accountId(), id -> new Account(AccountState.create(id), 0));
      if (event.position() > account.position) {
        take(account, event, changed);
      }
      position = Math.max(position, event.position());
    }
    for (Account account : changed) {
      byPosition.put(account.position, account);
      unstored.add(account.state.accountId());
    }
  }

  private void take(Account account, LoggedEvent event, Set<Account> changed) {
    if (changed.add(account) && account.position > 0) {
      byPosition.remove(account.position);
    }
    if (account.state.add(event.event()) == Admission.LATE) {
      late.increment();
    }
    account.position = event.position();
    seen(event.event().eventTime());
  }

  private void seen(Instant eventTime) {
    if (newestEvent == null || eventTime.isAfter(newestEvent)) {
      newestEvent = eventTime;
    }
  }

  /** Begins with states from disk and the position up to which all of them are complete. */
  void load(StoredState stored) {
    locked(
        () -> {
          Account account = new Account(AccountState.decode(stored.state()), stored.position());
          accounts.put(stored.accountId(), account);
          byPosition.put(stored.position(), account);
          seen(account.state.watermark());
          return account;
        });
  }

  /** Says where the log stood when it was opened. */
  public void openAt(long logPosition, @Nullable LocalDate day) {
    locked(
        () -> {
          position = logPosition;
          openDay = day;
          return this;
        });
  }

  /** The account's vector as of its own newest event; empty for a stranger. */
  public Optional<AccountVector> vector(String accountId) {
    return locked(() -> Optional.ofNullable(accounts.get(accountId)).map(AccountStates::vector));
  }

  /** Vectors of accounts that changed after a position, in the order of their last change. */
  public List<AccountVector> changedAfter(long after, int limit) {
    return locked(
        () ->
            byPosition.tailMap(after, false).values().stream()
                .limit(limit)
                .map(AccountStates::vector)
                .toList());
  }

  private static AccountVector vector(Account account) {
    return VectorWire.write(account.state.vector(account.state.watermark()), account.position);
  }

  /**
   * Vectors of accounts with an event since that time, as seen at another; for the folding thread.
   */
  void vectorsAt(Instant asOf, Instant activeSince, VectorReader reader)
      throws java.sql.SQLException {
    for (Account account : locked(() -> List.copyOf(accounts.values()))) {
      if (!account.state.watermark().isBefore(activeSince)) {
        FeatureVector vector = account.state.vector(asOf);
        reader.take(VectorWire.write(vector, account.position));
      }
    }
  }

  /** Takes the accounts that are not stored yet; give them back when storing fails. */
  ChangedAccounts takeUnstored() {
    return locked(
        () -> {
          ChangedAccounts taken = new ChangedAccounts(unstored, position, openDay);
          unstored = new HashSet<>();
          return taken;
        });
  }

  void giveBack(ChangedAccounts changed) {
    locked(() -> unstored.addAll(changed.ids()));
  }

  List<StoredState> encoded(Collection<String> ids) {
    return locked(
        () -> {
          List<StoredState> states = new ArrayList<>(ids.size());
          for (String id : ids) {
            Account account = accounts.get(id);
            if (account != null) {
              states.add(new StoredState(id, account.position, account.state.encode()));
            }
          }
          return states;
        });
  }

  /** Accounts without an event since that time, none of whose events lies behind a position. */
  List<String> silentSince(Instant time, long upTo) {
    return locked(
        () ->
            byPosition.headMap(upTo, true).values().stream()
                .filter(account -> account.state.watermark().isBefore(time))
                .map(account -> account.state.accountId())
                .toList());
  }

  /** Forgets those of the accounts that had no event behind a position meanwhile. */
  void forget(Collection<String> ids, long upTo) {
    locked(
        () -> {
          for (String id : ids) {
            Account account = accounts.get(id);
            if (account != null && account.position <= upTo) {
              accounts.remove(id);
              byPosition.remove(account.position);
            }
          }
          return ids;
        });
  }

  /** The position of the last folded event. */
  public long position() {
    return locked(() -> position);
  }

  public int size() {
    return locked(accounts::size);
  }

  /** How many events were left out since the start because they came too late. */
  public long lateEvents() {
    return late.sum();
  }

  /** The newest event time; empty before the first event. */
  public Optional<Instant> newestEvent() {
    return locked(() -> Optional.ofNullable(newestEvent));
  }

  /** The first UTC day that is not closed; empty before the first event. */
  public Optional<LocalDate> openDay() {
    return locked(() -> Optional.ofNullable(openDay));
  }

  public void openDay(LocalDate day) {
    locked(() -> openDay = day);
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** Takes vectors one by one. */
  interface VectorReader {
    void take(AccountVector vector) throws java.sql.SQLException;
  }
}
