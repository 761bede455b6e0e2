package io.stillwatch.featureservice.intake;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.stillwatch.featureservice.accounts.AccountStates;
import io.stillwatch.featureservice.accounts.Checkpoints;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/** Shows where the log, the states and the queue stand. Reading costs no call of the database. */
final class IntakeGauges implements MeterBinder {
  private final IntakeQueue queue;
  private final AccountStates states;
  private final Checkpoints checkpoints;
  private final Clock clock;

  IntakeGauges(IntakeQueue queue, AccountStates states, Checkpoints checkpoints, Clock clock) {
    this.queue = queue;
    this.states = states;
    this.checkpoints = checkpoints;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    bindQueue(registry);
    bindLog(registry);
    gauge(registry, "accounts", "", "Accounts with a state", states::size);
    gauge(registry, "accounts.live", "", "Accounts ready to take events", states::live);
    FunctionCounter.builder("stillwatch.events.late", states, AccountStates::lateEvents)
        .description("More than 48 hours behind their account, and left out; replayed ones too")
        .register(registry);
  }

  private void bindQueue(MeterRegistry registry) {
    gauge(registry, "intake.queue.events", "", "Events that wait for the writer", queue::events);
    gauge(registry, "intake.queue", "bytes", "Encoded size of what waits", queue::bytes);
    gauge(registry, "intake.queue.limit.events", "", "From here on is refused", queue::maxEvents);
    gauge(
        registry,
        "database.up",
        "",
        "1 while the database takes what the writer writes",
        () -> queue.databaseAnswers() ? 1 : 0);
  }

  private void bindLog(MeterRegistry registry) {
    gauge(registry, "log.position", "", "Events in the log", states::position);
    gauge(registry, "checkpoint.position", "", "Replay begins after here", checkpoints::position);
    gauge(
        registry,
        "checkpoint.age",
        "seconds",
        "Since all states were last known to be stored",
        () -> checkpoints.age().map(IntakeGauges::seconds).orElse(Double.NaN));
    gauge(
        registry,
        "ingest.lag",
        "seconds",
        "From the newest event to the clock",
        () -> states.newestEvent().map(this::secondsSince).orElse(Double.NaN));
    gauge(
        registry,
        "closed.until.timestamp",
        "seconds",
        "The day that begins here is open; all days before are closed",
        () -> states.openDay().map(IntakeGauges::midnight).orElse(Double.NaN));
  }

  private double secondsSince(Instant event) {
    return seconds(Duration.between(event, clock.instant()));
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1e3;
  }

  private static double midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
  }

  private static void gauge(
      MeterRegistry registry, String name, String unit, String what, Supplier<Number> value) {
    Gauge.Builder<Supplier<Number>> gauge =
        Gauge.builder("stillwatch." + name, value).description(what);
    (unit.isEmpty() ? gauge : gauge.baseUnit(unit)).register(registry);
  }
}
