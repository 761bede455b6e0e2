package io.stillwatch.benchmarks.leaks;

import io.stillwatch.simulator.Truth;
import io.stillwatch.simulator.cast.Casting;
import io.stillwatch.simulator.play.Play;
import io.stillwatch.simulator.season.SeasonPlan;
import io.stillwatch.v1.Report;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A season as its raw fields show it. About 100 bytes of heap a call. */
final class Observed {
  private final Map<String, Trail> trails = new HashMap<>();
  private final Vocabulary words = new Vocabulary();
  private final List<Account> accounts;
  private long events;

  /**
   * One account that called at all.
   *
   * @param group honest accounts whose doings depend on each other have the same one, and so have
   *     those of a campaign
   * @param numbers its form, see {@link Form}
   */
  record Account(Truth truth, int group, Trail trail, Map<String, Double> numbers) {
    boolean attack() {
      return truth.attack();
    }
  }

  private Observed(SeasonPlan plan, long seed) {
    Play play = Casting.play(plan, seed);
    play.run(this::add);
    long begin = plan.start().atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    Map<String, Integer> groups = play.groups();
    Map<String, Integer> colleagues = new HashMap<>();
    trails.values().forEach(one -> colleagues.merge(one.form().organisation(), 1, Integer::sum));
    accounts =
        play.truth().stream()
            .filter(truth -> trails.containsKey(truth.accountId()))
            .filter(truth -> !trail(truth).calls.isEmpty())
            .map(
                truth -> {
                  Trail trail = trail(truth);
                  int size = colleagues.getOrDefault(trail.form().organisation(), 0);
                  int group = Objects.requireNonNull(groups.get(truth.accountId()));
                  return new Account(truth, group, trail, trail.form().numbers(begin, size));
                })
            .toList();
  }

  static Observed of(SeasonPlan plan, long seed) {
    return new Observed(plan, seed);
  }

  private Trail trail(Truth truth) {
    return Objects.requireNonNull(trails.get(truth.accountId()));
  }

  private void add(Report report) {
    events++;
    if (report.hasUsage()) {
      trails
          .computeIfAbsent(report.getUsage().getAccountId(), id -> new Trail())
          .add(report.getUsage(), words);
    } else if (report.hasAccount()) {
      trails
          .computeIfAbsent(report.getAccount().getAccountId(), id -> new Trail())
          .add(report.getAccount());
    }
  }

  long events() {
    return events;
  }

  List<Account> accounts() {
    return accounts;
  }

  Vocabulary words() {
    return words;
  }

  /** Scenarios that somebody plays, in the order of their codes. */
  List<String> scenarios() {
    return accounts.stream()
        .filter(Account::attack)
        .map(account -> account.truth().scenario())
        .distinct()
        .sorted()
        .toList();
  }

  List<Account> attackers(String scenario) {
    return accounts.stream()
        .filter(account -> account.attack() && account.truth().scenario().equals(scenario))
        .toList();
  }

  /** Honest accounts of those kinds. */
  List<Account> honest(List<String> kinds) {
    return accounts.stream()
        .filter(account -> !account.attack() && kinds.contains(account.truth().persona()))
        .toList();
  }
}
