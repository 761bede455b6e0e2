package io.stillwatch.evaluation;

import com.google.protobuf.Timestamp;
import io.stillwatch.evaluation.platform.Platform;
import io.stillwatch.features.wire.EventWire;
import io.stillwatch.trainer.NightOutcome;
import io.stillwatch.trainer.NightPlan;
import io.stillwatch.v1.AccountEvent;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.Restored;
import io.stillwatch.v1.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Consumer;

/** One run of the whole chain: events in, one training night, every account's verdict out. */
public final class Evaluation {
  /** Belongs to nobody: its one event lies after the last day, which closes that. */
  static final String END_OF_FILE = "stillwatch-end-of-file";

  private static final long TOLD_EVERY = 100_000;

  private final Platform platform;
  private final NightPlan plan;
  private final Consumer<String> progress;

  /**
   * @param progress is told what is being done, in words
   */
  public Evaluation(Platform platform, NightPlan plan, Consumer<String> progress) {
    this.platform = platform;
    this.plan = plan;
    this.progress = progress;
  }

  /** What a source of events does with them: gives each, in time order, to whoever asks. */
  public interface Events {
    void forEach(Consumer<Report> sink);
  }

  /**
   * What came of it.
   *
   * @param verdicts of every account with an event, by account; all unknown if no model was
   *     activated
   * @param reportSeconds how long it took until all events were durable
   */
  public record Outcome(
      long events, double reportSeconds, NightOutcome night, Map<String, Verdict> verdicts) {}

  /** Runs once, on a platform that has seen nothing yet. */
  public Outcome run(Events events) {
    long begun = System.nanoTime();
    Reported reported = report(events);
    double seconds = (System.nanoTime() - begun) / 1e9;
    progress.accept("%,d events are durable after %.1f s".formatted(reported.count, seconds));
    NightOutcome outcome = platform.train(plan);
    progress.accept(outcome.text());
    Verdicts verdicts = new Verdicts(platform);
    return new Outcome(
        reported.count,
        seconds,
        outcome,
        outcome instanceof NightOutcome.Activated activated
            ? verdicts.by(activated.manifest().getVersion())
            : verdicts.now());
  }

  private Reported report(Events events) {
    EventStream stream = EventStream.open(platform.ingest(), "evaluation");
    Reported reported = new Reported();
    events.forEach(
        report -> {
          stream.send(report);
          reported.add(report);
          if (reported.count % TOLD_EVERY == 0) {
            progress.accept("reported %,d events".formatted(reported.count));
          }
        });
    if (reported.count == 0) {
      throw new EvaluationFailed("there is no event to play");
    }
    stream.send(endOfFile(reported.endOfLastDay()));
    stream.finish();
    return reported;
  }

  /** What closes the day that ends then. */
  static Report endOfFile(Instant lastMidnight) {
    Instant time = lastMidnight.plus(Duration.ofMinutes(2));
    return Report.newBuilder()
        .setAccount(
            AccountEvent.newBuilder()
                .setEventId(END_OF_FILE)
                .setAccountId(END_OF_FILE)
                .setEventTime(Timestamp.newBuilder().setSeconds(time.getEpochSecond()))
                .setRestored(Restored.getDefaultInstance()))
        .build();
  }

  /** How much was reported, and until when. */
  private static final class Reported {
    private long count;
    private Instant newest = Instant.EPOCH;

    private void add(Report report) {
      count++;
      Instant time = EventWire.eventTime(report);
      if (time.isAfter(newest)) {
        newest = time;
      }
    }

    private Instant endOfLastDay() {
      LocalDate day = LocalDate.ofInstant(newest, ZoneOffset.UTC);
      return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
  }
}
