package io.stillwatch.modelservice.verdicts;

import io.stillwatch.detector.Judge;
import io.stillwatch.modelservice.models.Champion;
import io.stillwatch.rim.time.ServiceClock;
import io.stillwatch.v1.AccountVector;
import io.stillwatch.v1.Band;
import io.stillwatch.v1.LearningState;
import io.stillwatch.v1.Verdict;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
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
  private final AtomicLong round = new AtomicLong();
  private volatile boolean upToDate;

  VerdictTable(Champion champion, ServiceClock clock) {
    this.champion = champion;
    this.clock = clock;
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

  /** How many accounts are held in each band. */
  Map<Band, Long> countsByBand() {
    Map<Band, Long> counts = new EnumMap<>(Band.class);
    byAccount.values().forEach(held -> counts.merge(held.verdict().getBand(), 1L, Long::sum));
    return counts;
  }

  /** Whether the live stream is there and its snapshot complete. */
  boolean upToDate() {
    return upToDate;
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

  private static LearningState state(@Nullable Judge judge) {
    return judge == null
        ? LearningState.LEARNING_STATE_LEARNING
        : LearningState.LEARNING_STATE_READY;
  }

  /** Puts verdicts of the last run in, before the stream is there. */
  void restore(Stream<Held> stored) {
    stored.forEach(
        held -> {
          byAccount.put(held.accountId(), held);
          held.apiKeys().forEach(key -> accountByKey.put(key, held.accountId()));
        });
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
    replaced(byAccount.put(held.accountId(), held), held);
    Judge successor = champion.judge();
    if (successor != judge) {
      rejudge(held.accountId(), successor);
    }
  }

  /** Judges every account that somebody else judged; gives up when that judge is replaced too. */
  void rejudgeAll(Judge successor) {
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
          if (held.judge() == successor || champion.judge() != successor) {
            return held;
          }
          Held after = held.rejudged(successor, now);
          noteChange(held, after);
          return after;
        });
  }

  private void replaced(@Nullable Held before, Held after) {
    noteChange(before, after);
    for (String key : after.apiKeys()) {
      accountByKey.put(key, after.accountId());
    }
    if (before != null && !before.apiKeys().equals(after.apiKeys())) {
      before.apiKeys().stream()
          .filter(key -> !after.apiKeys().contains(key))
          .forEach(key -> accountByKey.remove(key, after.accountId()));
    }
  }

  private void removeIfOlder(String accountId) {
    byAccount.computeIfPresent(
        accountId,
        (id, held) -> {
          if (held.round() == round.get()) {
            return held;
          }
          held.apiKeys().forEach(key -> accountByKey.remove(key, accountId));
          unsaved.add(accountId);
          return null;
        });
  }

  private void noteChange(@Nullable Held before, Held after) {
    boolean same =
        before != null
            && before.verdict().getBand() == after.verdict().getBand()
            && before.verdict().getNetworkId().equals(after.verdict().getNetworkId())
            && before.verdict().getModelVersion().equals(after.verdict().getModelVersion())
            && before.apiKeys().equals(after.apiKeys());
    if (!same) {
      unsaved.add(after.accountId());
    }
  }

  /** Accounts whose stored verdict is out of date. Whoever stores one takes it out first. */
  Set<String> unsaved() {
    return unsaved;
  }
}
