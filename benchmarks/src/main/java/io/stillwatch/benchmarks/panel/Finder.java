package io.stillwatch.benchmarks.panel;

import io.stillwatch.detector.DayOfVectors;
import io.stillwatch.detector.network.BaselineContent;
import io.stillwatch.detector.network.Discovery;
import io.stillwatch.v1.NetworkSnapshot;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;

/** Whatever finds the networks of a day. */
interface Finder {
  /** What the trainer runs. */
  Finder DISCOVERY = without(Set.of());

  /** The same, with families of evidence left out. */
  static Finder without(Set<String> families) {
    return (baseline, today, previous, seed) ->
        new Discovery(baseline, today.vectors(), previous, seed)
            .without(families)
            .networks(end(today));
  }

  /**
   * Those of a day.
   *
   * @param previous of the night before; empty: none
   */
  NetworkSnapshot networks(
      BaselineContent baseline, DayOfVectors today, NetworkSnapshot previous, long seed);

  /** When the day is closed. */
  static Instant end(DayOfVectors day) {
    return day.day().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
