package io.stillwatch.benchmarks.panel;

import io.stillwatch.features.AccountState;
import io.stillwatch.features.Event;
import io.stillwatch.features.FeatureVector;
import io.stillwatch.features.wire.EventWire;
import io.stillwatch.features.wire.VectorWire;
import io.stillwatch.v1.AccountVector;
import io.stillwatch.v1.Report;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A season's events as they are folded into account states; at the end of each UTC day everybody
 * who called within a week gets a vector. Events must come in the order of time.
 */
final class Fold {
  private static final String SOURCE = "panel";

  private final Map<String, AccountState> states = new TreeMap<>();
  private final TreeMap<LocalDate, Map<String, Long>> calls = new TreeMap<>();
  private final Sink sink;
  private LocalDate day;
  private long events;

  /** Takes the vectors of a closed day, by account id. */
  interface Sink {
    void day(LocalDate day, List<AccountVector> vectors);
  }

  /**
   * @param first the season's first day
   */
  Fold(LocalDate first, Sink sink) {
    this.day = first;
    this.sink = sink;
  }

  void add(Report report) {
    Instant time = EventWire.eventTime(report);
    while (!time.isBefore(end())) {
      close();
    }
    Event event = EventWire.read(SOURCE, report);
    states.computeIfAbsent(event.accountId(), AccountState::create).add(event);
    if (report.hasUsage()) {
      calls.computeIfAbsent(day, unused -> new TreeMap<>()).merge(event.accountId(), 1L, Long::sum);
    }
    events++;
  }

  /** Closes the days up to the last, that included. */
  void finish(LocalDate last) {
    while (!day.isAfter(last)) {
      close();
    }
  }

  long events() {
    return events;
  }

  /** Calls by day and account. */
  Map<LocalDate, Map<String, Long>> calls() {
    return calls;
  }

  private Instant end() {
    return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private void close() {
    Instant asOf = end().minusMillis(1);
    sink.day(
        day,
        List.copyOf(states.values()).parallelStream()
            .map(state -> vector(state, asOf))
            .flatMap(Optional::stream)
            .toList());
    day = day.plusDays(1);
  }

  private static Optional<AccountVector> vector(AccountState state, Instant asOf) {
    FeatureVector vector = state.vector(asOf);
    return vector.requests7d() > 0 ? Optional.of(VectorWire.write(vector, 0)) : Optional.empty();
  }
}
