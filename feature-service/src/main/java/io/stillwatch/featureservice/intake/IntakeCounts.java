package io.stillwatch.featureservice.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.stillwatch.featureservice.log.LogRow;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what the intake takes and what it refuses. A source names itself, so only the first 50
 * have a count of their own; the rest are counted together as "other". Thread-safe.
 */
final class IntakeCounts {
  static final int MAX_SOURCES = 50;

  private static final String OTHER = "other";

  /** Why something was refused. */
  enum Reason {
    /** An event broke a bound. */
    INVALID,
    /** A stream broke the order of its messages. */
    PROTOCOL,
    /** A source that belongs to another token, or one too many. */
    DENIED,
    QUEUE_FULL,
    NO_DATABASE,
    STOPPING
  }

  private final MeterRegistry registry;
  private final Map<String, SourceCounts> bySource = new ConcurrentHashMap<>();
  private final Map<Reason, Counter> refused = new EnumMap<>(Reason.class);
  private final Counter duplicates;
  private final Timer commits;
  private final DistributionSummary events;

  IntakeCounts(MeterRegistry registry) {
    this.registry = registry;
    Arrays.stream(Reason.values()).forEach(reason -> refused.put(reason, refusals(reason)));
    this.duplicates =
        Counter.builder("stillwatch.events.duplicate")
            .description("Reported again and not counted again")
            .register(registry);
    this.commits =
        Timer.builder("stillwatch.commit")
            .description("From taking a batch to its commit, with all attempts")
            .serviceLevelObjectives(millis(5, 10, 25, 50, 100, 250, 1000, 5000))
            .register(registry);
    this.events =
        DistributionSummary.builder("stillwatch.commit.events")
            .description("Events of one commit")
            .serviceLevelObjectives(1, 10, 100, 1000, 4000)
            .register(registry);
    source(OTHER);
  }

  private Counter refusals(Reason reason) {
    return Counter.builder("stillwatch.events.refused")
        .description("Events, or streams, that were refused")
        .tag("reason", reason.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  private static Duration[] millis(long... bounds) {
    return Arrays.stream(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
  }

  /** These events became durable in one commit. */
  void durable(List<LogRow> rows, Duration took) {
    if (rows.isEmpty()) {
      return;
    }
    commits.record(took);
    events.record(rows.size());
    Map<String, SourceCounts.Tally> tallies = new HashMap<>();
    String source = "";
    SourceCounts.Tally tally = new SourceCounts.Tally();
    for (LogRow row : rows) {
      if (!row.source().equals(source)) {
        source = row.source();
        tally = tallies.computeIfAbsent(source, unknown -> new SourceCounts.Tally());
      }
      tally.count(row);
    }
    tallies.forEach((name, counted) -> source(name).count(counted));
  }

  void duplicates(long count) {
    duplicates.increment((double) count);
  }

  void refused(Reason reason, int count) {
    Objects.requireNonNull(refused.get(reason)).increment(count);
  }

  private SourceCounts source(String name) {
    SourceCounts known = bySource.get(name);
    if (known != null) {
      return known;
    }
    String label = bySource.size() > MAX_SOURCES ? OTHER : name;
    return bySource.computeIfAbsent(label, source -> new SourceCounts(registry, source));
  }
}
