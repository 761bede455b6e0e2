package io.stillwatch.modelservice.verdicts;

import io.stillwatch.detector.Judge;
import io.stillwatch.modelservice.models.Champion;
import io.stillwatch.rim.time.ServiceClock;
import io.stillwatch.v1.AccountVector;
import io.stillwatch.v1.LearningState;
import io.stillwatch.v1.Verdict;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * All verdicts, in memory. Asking reads a map and takes no lock; one thread writes what the stream
 * brings, another rejudges after a change of champion.
 *
 * <p>Every change of an account is one step of the map, {@code compute}, and the rankings and the
 * noted changes are part of that step: two writers of one account come one after the other, so what
 * is listed and counted is always what the map holds.
 *
 * <p>No verdict of a former champion outlives the rejudging: a writer that judged by the former
 * champion looks again after it wrote, and either sees the new one itself or wrote before the
 * rejudging began its walk, which then finds the entry.
 */
@Component
final class VerdictTable {
  private final Map<String, Held> byAccount = new ConcurrentHashMap<>();
  private final Map<String, String> accountByKey = new ConcurrentHashMap<>();
  private final Set<String> unsaved = ConcurrentHashMap.newKeySet();
  private final Champion champion;
  private final ServiceClock clock;
  private final Rankings rankings;
  private final Changes changes;
  private final AtomicLong round = new AtomicLong();
  private volatile boolean upToDate;

  VerdictTable(Champion champion, ServiceClock clock, Rankings rankings, Changes changes) {
    this.champion = champion;
    this.clock = clock;
    this.rankings = rankings;
    this.changes = changes;
  }

  /** What is held of an account; a stranger's verdict is unknown. */
  Verdict verdict(String accountId) {
    return shown(byAccount.get(accountId), accountId);
  }

  /** What is held of the account that last used a key; without an account id when nobody did. */
  Verdict verdictByKey(String apiKeyToken) {
    String accountId = accountByKey.get(apiKeyToken);
    return accountId == null ? shown(null, "") : verdict(accountId);
  }

  /** Null: no account used the key. */
  @Nullable String accountOf(String apiKeyToken) {
    return accountByKey.get(apiKeyToken);
  }

  @Nullable Held held(String accountId) {
    return byAccount.get(accountId);
  }

  Collection<Held> all() {
    return byAccount.values();
  }

  long size() {
    return byAccount.size();
  }

  Verdict shown(@Nullable Held held, String accountId) {
    Judge judge = champion.judge();
    Verdict.Builder answer;
    if (held == null) {
      answer = Answers.stranger(accountId, judge);
    } else if (judge == null) {
      answer =
          Answers.stranger(accountId, null)
              .setVectorPosition(held.verdict().getVectorPosition())
              .setJudgedAt(held.verdict().getJudgedAt());
    } else {
      answer = held.verdict().toBuilder();
    }
    if (held != null) {
      answer.setVectorAge(held.age(clock.instant()));
    }
    return answer.setLearningState(state(judge)).setStale(!upToDate).build();
  }

  /** Whether the stream is interrupted, or its first snapshot not yet complete. */
  boolean isStale() {
    return !upToDate;
  }

  static LearningState state(@Nullable Judge judge) {
    return judge == null
        ? LearningState.LEARNING_STATE_LEARNING
        : LearningState.LEARNING_STATE_READY;
  }

  /** Puts verdicts of the last run in, before the stream is there. */
  void restore(Stream<Held> stored) {
    stored.forEach(
        held ->
            byAccount.compute(
                held.accountId(),
                (id, before) -> {
                  rankings.replace(before, held);
                  held.apiKeys().forEach(key -> accountByKey.put(key, id));
                  return held;
                }));
  }

  /** The stream is there; a snapshot of every account comes first, or only what changed. */
  void streamBegan(boolean snapshot) {
    if (snapshot) {
      round.incrementAndGet();
    }
    upToDate = !snapshot;
  }

  /** Accounts that the snapshot did not bring exist no more. */
  void snapshotComplete() {
    byAccount.keySet().forEach(this::removeIfOlder);
    upToDate = true;
  }

  void streamBroke() {
    upToDate = false;
  }

  /** Judges a vector on arrival. Throws IllegalArgumentException for a vector that does not fit. */
  void arrived(AccountVector vector) {
    Judge judge = champion.judge();
    Held held = Held.of(vector, judge, clock.instant(), round.get());
    byAccount.compute(held.accountId(), (id, before) -> replaced(before, held));
    Judge successor = champion.judge();
    if (successor != judge) {
      rejudge(held.accountId(), successor);
    }
  }

  /** Judges every account that somebody else judged; gives up when that judge is replaced too. */
  void rejudgeAll(Judge successor) {
    changes.noteOther();
    for (String accountId : byAccount.keySet()) {
      if (champion.judge() != successor) {
        return;
      }
      rejudge(accountId, successor);
    }
  }

  private void rejudge(String accountId, @Nullable Judge successor) {
    if (successor == null) {
      return;
    }
    Instant now = clock.instant();
    byAccount.computeIfPresent(
        accountId,
        (id, held) -> {
          if (!held.hasVector() || held.judge() == successor || champion.judge() != successor) {
            return held;
          }
          return replaced(held, held.rejudged(successor, now));
        });
  }

  /** Whatever goes with a change of the map, within its lock on the account. */
  private Held replaced(@Nullable Held before, Held after) {
    rankings.replace(before, after);
    noteChange(before, after);
    for (String key : after.apiKeys()) {
      accountByKey.put(key, after.accountId());
    }
    if (before != null && !before.apiKeys().equals(after.apiKeys())) {
      before.apiKeys().stream()
          .filter(key -> !after.apiKeys().contains(key))
          .forEach(key -> accountByKey.remove(key, after.accountId()));
    }
    return after;
  }

  private void removeIfOlder(String accountId) {
    byAccount.computeIfPresent(
        accountId,
        (id, held) -> {
          if (held.round() == round.get()) {
            return held;
          }
          removed(held);
          return null;
        });
  }

  /**
   * Drops an account whose vector is from before that position. Its stored verdict goes too, even
   * if none is held here. Returns whether one was held.
   */
  boolean erase(String accountId, long before) {
    boolean[] dropped = new boolean[1];
    Held left =
        byAccount.computeIfPresent(
            accountId,
            (id, held) -> {
              if (held.verdict().getVectorPosition() >= before) {
                return held;
              }
              removed(held);
              dropped[0] = true;
              return null;
            });
    if (left == null) {
      unsaved.add(accountId);
    }
    return dropped[0];
  }

  /** Whatever goes with a removal from the map, within its lock on the account. */
  private void removed(Held held) {
    held.apiKeys().forEach(key -> accountByKey.remove(key, held.accountId()));
    rankings.replace(held, null);
    changes.noteOther();
    unsaved.add(held.accountId());
  }

  private void noteChange(@Nullable Held before, Held after) {
    if (before == null || !before.saysTheSame(after)) {
      changes.note(before, after);
      unsaved.add(after.accountId());
    } else if (!before.isOfTheSame(after)) {
      unsaved.add(after.accountId());
    }
  }

  /** Accounts whose stored verdict is out of date. Whoever stores one takes it out first. */
  Set<String> unsaved() {
    return unsaved;
  }
}
