package io.stillwatch.modelservice.verdicts;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.stillwatch.v1.Band;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/**
 * Shows how much was asked, and how old what is answered is. Nothing is measured on the way of a
 * check: the counters are those that it counts by anyway.
 */
@Component
final class VerdictMeters implements MeterBinder {
  private static final String SWEPT = "stillwatch.vectors.swept.until.timestamp";
  private static final List<Band> BANDS =
      List.of(Band.BAND_UNKNOWN, Band.BAND_NONE, Band.BAND_WATCH, Band.BAND_SOFT, Band.BAND_HARD);

  private final CallCounts counts;
  private final VerdictTable table;
  private final LiveFollower follower;
  private final Roster roster;

  VerdictMeters(CallCounts counts, VerdictTable table, Roster roster, LiveFollower follower) {
    this.counts = counts;
    this.table = table;
    this.follower = follower;
    this.roster = roster;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    count(registry, "checks", "Accounts checked one by one", counts, CallCounts::checks);
    count(registry, "check.batches", "Calls that check many", counts, CallCounts::batches);
    count(registry, "check.batch.subjects", "Accounts in them", counts, CallCounts::subjects);
    count(
        registry,
        "stream.interruptions",
        "Times that the live stream of vectors ended or could not be opened",
        follower,
        LiveFollower::interruptions);
    count(
        registry,
        "vectors.left.out",
        "Vectors that do not fit; the account keeps its verdict of before",
        follower,
        LiveFollower::leftOut);
    BANDS.forEach(band -> verdicts(registry, band));
    bindAges(registry);
  }

  private void verdicts(MeterRegistry registry, Band band) {
    Gauge.builder("stillwatch.verdicts", () -> roster.countsByBand().getOrDefault(band, 0L))
        .description("Accounts by the band and the action that are answered")
        .tag("band", word(band.name(), "BAND_"))
        .tag("action", word(Answers.ACTION.name(), "ACTION_"))
        .register(registry);
  }

  private void bindAges(MeterRegistry registry) {
    Gauge.builder("stillwatch.verdicts.stale", () -> table.isStale() ? 1 : 0)
        .description("1 while the live stream of vectors is interrupted")
        .register(registry);
    Gauge.builder("stillwatch.verdicts.unsaved", () -> table.unsaved().size())
        .description("Verdicts that are not yet stored for the next start")
        .register(registry);
    Gauge.builder(SWEPT, () -> follower.sweptUntil().toEpochMilli() / 1e3)
        .description("No vector that is judged is older, unless time changed nothing in it")
        .baseUnit("seconds")
        .register(registry);
    age(registry, "verdict.age", "From the newest judged event to the clock", follower::age);
    age(registry, "stream.silence", "Since the live stream last spoke", follower::silence);
    age(registry, "vector.arrival.age", "Since a vector last came", follower::arrivalAge);
  }

  private static <T> void count(
      MeterRegistry registry, String name, String what, T source, ToDoubleFunction<T> value) {
    FunctionCounter.builder("stillwatch." + name, source, value)
        .description(what)
        .register(registry);
  }

  private static void age(
      MeterRegistry registry, String name, String what, Supplier<Optional<Duration>> age) {
    Gauge.builder(
            "stillwatch." + name,
            () -> age.get().map(time -> time.toMillis() / 1e3).orElse(Double.NaN))
        .description(what)
        .baseUnit("seconds")
        .register(registry);
  }

  private static String word(String name, String prefix) {
    return name.substring(prefix.length()).toLowerCase(Locale.ROOT);
  }
}
