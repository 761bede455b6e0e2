package io.stillwatch.featureservice.accounts;

import io.stillwatch.features.AccountState;
import io.stillwatch.features.Admission;
import io.stillwatch.features.FramedCall;
import io.stillwatch.features.UsageEvent;
import io.stillwatch.featureservice.log.LoggedEvent;
import io.stillwatch.v1.AccountVector;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The state of every account, in the order of their last change.
 *
 * <p>Each account stands in that order once, so a reader that is behind meets every changed account
 * exactly once and with its newest vector, however far behind it is. One thread folds; any thread
 * reads. A fair lock lets both have their turn; readers hold it for a few vectors at a time.
 *
 * <p>So many accounts are live, those that changed last; the others are packed. Positions only
 * grow, so a cursor over that order finds those that changed longest ago.
 */
public final class AccountStates {
  private static final int FOLDED_AT_ONCE = 256;
  private static final int LOOKED_AT_ONCE = 1000;
  private static final Duration ACTIVE = Duration.ofDays(7);

  private final Function<String, AccountState> beginning;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Map<String, Account> accounts = new HashMap<>();
  private final TreeMap<Long, Account> byPosition = new TreeMap<>();
  private final int mostLive;
  private final TreeMap<Long, ErasedAccount> erased = new TreeMap<>();
  private List<Account> unstored = new ArrayList<>();
  private long forgottenErasures;
  private final FrameRegistry frames;
  private long packedUpTo;
  private int live;
  private final LongAdder late = new LongAdder();
  private long position;
  private @Nullable Instant newestEvent;
  private @Nullable LocalDate openDay;
  private long rebuiltAt;

  /** Where no frame is known. */
  public AccountStates(int mostLive) {
    this(mostLive, FrameRegistry.empty());
  }

  /**
   * @param mostLive how many accounts are held ready to take events; at least 1
   * @param frames which frames are no strands and link nobody
   */
  public AccountStates(int mostLive, FrameRegistry frames) {
    this(mostLive, frames, AccountState::create);
  }

  private AccountStates(
      int mostLive, FrameRegistry frames, Function<String, AccountState> beginning) {
    if (mostLive < 1) {
      throw new IllegalArgumentException("at least 1 live account, not " + mostLive);
    }
    this.mostLive = mostLive;
    this.frames = frames;
    this.beginning = beginning;
  }

  /**
   * Empty states that are to be filled from the log anew.
   *
   * @param whole whether the log is kept from its beginning; if not, accounts begin with what was
   *     told of them here
   */
  public AccountStates toRebuild(boolean whole) {
    return new AccountStates(mostLive, frames, whole ? AccountState::create : this::withoutUsage);
  }

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
    List<Account> changed = new ArrayList<>(events.size());
    for (LoggedEvent event : events) {
      if (openDay == null && event.event() instanceof UsageEvent) {
        openDay = UtcDay.of(event.event().eventTime());
      }
      Account account = accounts.computeIfAbsent(event.event().accountId(), this::created);
      if (event.position() > account.position()) {
        if (!account.moving) {
          account.moving = true;
          byPosition.remove(account.position());
          changed.add(account);
        }
        take(account, event);
      }
      position = Math.max(position, event.position());
    }
    for (Account account : changed) {
      account.moving = false;
      byPosition.put(account.position(), account);
      packedUpTo = Math.min(packedUpTo, account.position() - 1);
      toStore(account);
    }
    packLongestUnchanged();
  }

  private Account created(String id) {
    live++;
    return Account.create(id, beginning.apply(id));
  }

  private void packLongestUnchanged() {
    while (live > mostLive) {
      Map.Entry<Long, Account> next = byPosition.higherEntry(packedUpTo);
      if (next.getValue().isLive()) {
        next.getValue().pack();
        live--;
      }
      packedUpTo = next.getKey();
    }
  }

  private void toStore(Account account) {
    if (!account.unstored) {
      account.unstored = true;
      unstored.add(account);
    }
  }

  private void take(Account account, LoggedEvent event) {
    if (!account.isLive()) {
      live++;
    }
    if (account.add(event.event(), event.position()) == Admission.LATE) {
      late.increment();
    }
    seen(event.event().eventTime());
  }

  private void seen(Instant eventTime) {
    if (newestEvent == null || eventTime.isAfter(newestEvent)) {
      newestEvent = eventTime;
    }
  }

  /** Begins with states from disk and the position up to which all of them are complete. */
  void load(StoredState stored) {
    Account account = Account.stored(stored);
    locked(
        () -> {
          accounts.put(stored.accountId(), account);
          byPosition.put(stored.position(), account);
          packedUpTo = Math.max(packedUpTo, stored.position());
          seen(account.watermark());
          return account;
        });
  }

  /** Drops an account, unless it began anew after that; readers are told. */
  void erase(ErasedAccount erasure) {
    locked(
        () -> {
          Account account = accounts.get(erasure.accountId());
          if (account != null && account.position() < erasure.position()) {
            drop(account);
          }
          erased.put(erasure.position(), erasure);
          position = Math.max(position, erasure.position());
          return erased;
        });
  }

  private void drop(Account account) {
    accounts.remove(account.id);
    byPosition.remove(account.position());
    live -= account.isLive() ? 1 : 0;
  }

  /** Erasures up to that position are told no more. */
  void forgetErasures(long upTo) {
    locked(
        () -> {
          forgottenErasures = upTo;
          erased.headMap(upTo, true).clear();
          return erased;
        });
  }

  /** Whoever has everything up to a lower position may have missed an erasure. */
  public long forgottenErasures() {
    return locked(() -> forgottenErasures);
  }

  /** Erasures after a position, up to and with another. */
  public List<ErasedAccount> erasedBetween(long after, long upTo) {
    return locked(
        () ->
            after < upTo
                ? List.copyOf(erased.subMap(after, false, upTo, true).values())
                : List.<ErasedAccount>of());
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

  /**
   * The account's vector as seen at that time, or at its newest event if that is later; empty for a
   * stranger.
   */
  public Optional<AccountVector> vector(String accountId, Instant asOf) {
    return locked(
            () ->
                Optional.ofNullable(accounts.get(accountId))
                    .map(one -> one.vectorLater(asOf, frames)))
        .map(Supplier::get);
  }

  /**
   * Vectors of accounts that changed after a position, in the order of their last change, as seen
   * at that time, or at their newest event if that is later.
   */
  public List<AccountVector> changedAfter(long after, int limit, Instant asOf) {
    List<Supplier<AccountVector>> changed =
        locked(
            () ->
                byPosition.tailMap(after, false).values().stream()
                    .limit(limit)
                    .map(account -> account.vectorLater(asOf, frames))
                    .toList());
    return changed.stream().map(Supplier::get).toList();
  }

  /**
   * Vectors of accounts that changed by time alone, among those that last changed after a position
   * and up to another. Looks through 1,000 accounts and sees at most so many of them.
   */
  public SilentAccounts changedByTime(long after, long upTo, int limit, PassedTime time) {
    List<Supplier<AccountVector>> changed = new ArrayList<>();
    long lookedAt =
        locked(
            () -> {
              long at = after;
              int looked = 0;
              for (Account account : byPosition.tailMap(after, false).values()) {
                if (account.position() > upTo) {
                  return upTo;
                }
                if (looked == LOOKED_AT_ONCE || changed.size() == limit) {
                  return at;
                }
                looked++;
                at = account.position();
                if (time.changes(account.watermark())) {
                  changed.add(account.vectorLater(time.until(), frames));
                }
              }
              return upTo;
            });
    return new SilentAccounts(changed.stream().map(Supplier::get).toList(), lookedAt);
  }

  /**
   * Vectors as of a day's last millisecond, of accounts with an event within the 7 days before, in
   * the order of {@link AccountOrder}; for the folding thread.
   */
  public void vectorsOf(LocalDate day, VectorReader reader) throws SQLException {
    Instant end = UtcDay.end(day);
    List<Account> all = locked(() -> new ArrayList<>(accounts.values()));
    all.sort((one, other) -> AccountOrder.compare(one.id, other.id));
    for (Account account : all) {
      if (!account.watermark().isBefore(end.minus(ACTIVE))) {
        reader.take(account.vectorExactly(end.minusMillis(1), frames));
      }
    }
  }

  /** The ids of all accounts. */
  public List<String> ids() {
    return locked(() -> List.copyOf(accounts.keySet()));
  }

  /** Gives the sampled calls that have a frame, of those of the accounts that are still there. */
  public void framedCalls(Collection<String> ids, FramedCallReader reader) {
    Map<String, Supplier<List<FramedCall>>> calls =
        locked(
            () -> {
              Map<String, Supplier<List<FramedCall>>> some = new LinkedHashMap<>();
              for (String id : ids) {
                Account account = accounts.get(id);
                if (account != null) {
                  some.put(id, account.framedCallsLater());
                }
              }
              return some;
            });
    calls.forEach((id, later) -> reader.take(id, later.get()));
  }

  /** What was told of an account, without its calls; a new state for a stranger. */
  private AccountState withoutUsage(String accountId) {
    return locked(
        () -> {
          Account account = accounts.get(accountId);
          return account == null ? AccountState.create(accountId) : account.withoutUsage();
        });
  }

  /**
   * Puts states that were rebuilt from the same log, up to the same position, in the place of
   * these; those stay that are not among them or were erased since the rebuilding began, and no
   * account comes back that is gone. To be called by the folding thread; the rebuilt ones are not
   * to be used any more.
   *
   * @param begunAt the position at which the rebuilding began
   * @return how many were replaced
   */
  public int replaceBy(AccountStates rebuilt, long begunAt) {
    Set<String> anew = new HashSet<>();
    locked(() -> List.copyOf(erased.tailMap(begunAt, false).values()))
        .forEach(erasure -> anew.add(erasure.accountId()));
    List<Account> all =
        rebuilt.accounts.values().stream().filter(account -> !anew.contains(account.id)).toList();
    int replaced = 0;
    for (int from = 0; from < all.size(); from += FOLDED_AT_ONCE) {
      var some = all.subList(from, Math.min(all.size(), from + FOLDED_AT_ONCE));
      replaced += locked(() -> (int) some.stream().filter(this::replace).count());
    }
    return replaced;
  }

  private boolean replace(Account rebuilt) {
    Account before = accounts.replace(rebuilt.id, rebuilt);
    if (before == null) {
      return false;
    }
    live += (rebuilt.isLive() ? 1 : 0) - (before.isLive() ? 1 : 0);
    byPosition.remove(before.position());
    byPosition.put(rebuilt.position(), rebuilt);
    packedUpTo = Math.min(packedUpTo, rebuilt.position() - 1);
    packLongestUnchanged();
    rebuilt.unstored = false; // In the rebuilding states it was.
    toStore(rebuilt);
    return true;
  }

  /** All that is to be rebuilt is: who follows has to begin anew. */
  public void rebuilt() {
    locked(() -> rebuiltAt = Math.max(1, position));
  }

  /**
   * Who had everything up to here, or less, may have vectors from before a rebuilding; 0: there was
   * none since the start.
   */
  public long rebuiltAt() {
    return locked(() -> rebuiltAt);
  }

  /** Takes the accounts that are not stored yet; give them back when storing fails. */
  ChangedAccounts takeUnstored() {
    return locked(
        () -> {
          List<String> ids = new ArrayList<>(unstored.size());
          for (Account account : unstored) {
            account.unstored = false;
            if (accounts.get(account.id) == account) { // Else it is gone, or another's turn.
              ids.add(account.id);
            }
          }
          unstored = new ArrayList<>();
          return new ChangedAccounts(ids, position, openDay);
        });
  }

  void giveBack(ChangedAccounts changed) {
    locked(
        () -> {
          for (String id : changed.ids()) {
            Account account = accounts.get(id);
            if (account != null) {
              toStore(account);
            }
          }
          return changed;
        });
  }

  List<StoredState> encoded(Collection<String> ids) {
    return locked(
        () -> {
          List<StoredState> states = new ArrayList<>(ids.size());
          for (String id : ids) {
            Account account = accounts.get(id);
            if (account != null) {
              states.add(new StoredState(id, account.position(), account.encoded()));
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
                .filter(account -> account.watermark().isBefore(time))
                .map(account -> account.id)
                .toList());
  }

  /** Forgets those of the accounts that had no event behind a position meanwhile. */
  void forget(Collection<String> ids, long upTo) {
    locked(
        () -> {
          for (String id : ids) {
            Account account = accounts.get(id);
            if (account != null && account.position() <= upTo) {
              drop(account);
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

  /** Accounts that are held ready to take events; the others are packed. */
  public int live() {
    return locked(() -> live);
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

  /** Takes an account's sampled calls. */
  public interface FramedCallReader {
    void take(String accountId, List<FramedCall> calls);
  }

  /** Takes vectors one by one. */
  public interface VectorReader {
    void take(AccountVector vector) throws SQLException;
  }
}
