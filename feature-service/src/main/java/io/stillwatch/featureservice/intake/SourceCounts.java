package io.stillwatch.featureservice.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.stillwatch.features.AccountEvent;
import io.stillwatch.featureservice.log.LogRow;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts the events of one source, and how many of its calls told each optional field. */
final class SourceCounts {
  private final Counter usage;
  private final Counter account;
  private final Map<OptionalField, Counter> fields = new EnumMap<>(OptionalField.class);

  SourceCounts(MeterRegistry registry, String source) {
    this.usage = ingested(registry, source, "usage");
    this.account = ingested(registry, source, "account");
    for (OptionalField field : OptionalField.values()) {
      fields.put(
          field,
          Counter.builder("stillwatch.event.fields")
              .description("Calls of a model that told an optional field")
              .tag("source", source)
              .tag("field", field.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
  }

  private static Counter ingested(MeterRegistry registry, String source, String kind) {
    return Counter.builder("stillwatch.events.ingested")
        .description("Events that became durable")
        .tag("source", source)
        .tag("kind", kind)
        .register(registry);
  }

  /** Adds what became durable. */
  void count(Tally tally) {
    usage.increment(tally.usage);
    account.increment(tally.account);
    fields.forEach((field, counter) -> counter.increment(tally.fields[field.ordinal()]));
  }

  /** Counts of one commit, on their way. Not thread-safe. */
  static final class Tally {
    private int usage;
    private int account;
    private final int[] fields = new int[OptionalField.values().length];

    void count(LogRow row) {
      if (row.event() instanceof AccountEvent) {
        account++;
        return;
      }
      usage++;
      for (int told = row.told(); told != 0; told &= told - 1) {
        fields[Integer.numberOfTrailingZeros(told)]++;
      }
    }
  }
}
