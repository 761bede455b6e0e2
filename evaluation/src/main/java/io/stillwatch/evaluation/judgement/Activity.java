package io.stillwatch.evaluation.judgement;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** On which days accounts had calls, and how many. Not thread-safe. */
public final class Activity {
  private final Map<String, TreeMap<LocalDate, Long>> calls = new HashMap<>();

  public void add(String account, LocalDate day, long requests) {
    calls.computeIfAbsent(account, id -> new TreeMap<>()).merge(day, requests, Long::sum);
  }

  /** Calls by day, of a day with any. */
  Map<LocalDate, Long> of(String account) {
    return calls.getOrDefault(account, new TreeMap<>());
  }

  /** Takes what was called on a day. */
  public interface Consumer {
    /** So many calls of an account on a day. */
    void calls(String account, LocalDate day, long requests);
  }

  /** Gives the calls of every account and day. */
  public void forEach(Consumer consumer) {
    calls.forEach((id, days) -> days.forEach((day, n) -> consumer.calls(id, day, n)));
  }

  /** Every day with a call, ascending. */
  public List<LocalDate> days() {
    TreeSet<LocalDate> days = new TreeSet<>();
    calls.values().forEach(of -> days.addAll(of.keySet()));
    return List.copyOf(days);
  }
}
