package io.stillwatch.evaluation;

import io.stillwatch.evaluation.judgement.JudgedNight;
import io.stillwatch.evaluation.platform.Platform;
import io.stillwatch.features.wire.EventWire;
import io.stillwatch.trainer.BaselineSource;
import io.stillwatch.trainer.Night;
import io.stillwatch.trainer.NightOutcome;
import io.stillwatch.trainer.NightPlan;
import io.stillwatch.v1.ModelBundle;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A season played as it would have been lived: after each day past the baseline a training night,
 * then everybody's verdict. A day is closed by the file's own next events; only after the last one
 * an event of {@link Evaluation#END_OF_FILE} does that.
 *
 * <p>On a platform that was here before, events that are durable are not sent again, and nights
 * that are kept are not lived again. No event is sent past a day before its night is kept, so both
 * end at the same place.
 */
final class SeasonPlay {
  /** The feature service closes a day one minute after its end. */
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  private static final String REPORTING = "reporting";
  private static final String CLOSING = "closing_days";

  private final Platform platform;
  private final NightPlan plan;
  private final BaselineSource baseline;
  private final KeptNights kept;
  private final Consumer<String> progress;
  private final SpentTime spent;
  private final List<JudgedNight> nights = new ArrayList<>();
  private final Map<String, String> known = new HashMap<>();
  private Map<String, Verdict> verdicts = new TreeMap<>();
  private NightOutcome outcome = new NightOutcome.TooLittle("too little to learn from: no night");
  private String active = "";
  private @Nullable LocalDate open;
  private long count;
  private long durable;

  /**
   * @param baseline of the nights' baseline days
   * @param kept has the nights of a run that goes on
   * @param progress is told what is being done, in words
   * @param spent takes what each part of it took
   */
  SeasonPlay(
      Platform platform,
      NightPlan plan,
      BaselineSource baseline,
      KeptNights kept,
      Consumer<String> progress,
      SpentTime spent) {
    this.platform = platform;
    this.plan = plan;
    this.baseline = baseline;
    this.kept = kept;
    this.progress = progress;
    this.spent = spent;
  }

  /**
   * What came of it.
   *
   * @param last the last night's outcome, and everybody's verdict after it
   * @param nights by day
   */
  record Season(Evaluation.Outcome last, List<JudgedNight> nights) {}

  Season run(Evaluation.Events events) {
    EventStream stream = EventStream.open(platform.ingest(), "evaluation");
    durable = stream.durable();
    if (durable > 0) {
      progress.accept("going on after %,d events".formatted(durable));
    }
    events.forEach(report -> play(stream, report));
    LocalDate last = open;
    if (last == null) {
      throw new EvaluationFailed("there is no usage event to play");
    }
    if (count >= durable) {
      stream.send(Evaluation.endOfFile(end(last)));
    }
    spent.on(REPORTING);
    stream.finish();
    spent.on(CLOSING);
    close(last, count + 1);
    double seconds = spent.seconds(REPORTING) + spent.seconds(CLOSING);
    return new Season(
        new Evaluation.Outcome(count, seconds, outcome, verdicts), List.copyOf(nights));
  }

  private void play(EventStream stream, Report report) {
    count++;
    if (count > durable) {
      stream.send(report);
    }
    Instant time = EventWire.eventTime(report);
    LocalDate day = open;
    if (day == null && report.hasUsage()) {
      open = LocalDate.ofInstant(time, ZoneOffset.UTC);
    } else if (day != null && time.isAfter(end(day).plus(TOLERANCE))) {
      spent.on(REPORTING);
      stream.awaitDurable();
      spent.on(CLOSING);
      close(day, count);
      open = LocalDate.ofInstant(time.minus(TOLERANCE), ZoneOffset.UTC);
    }
  }

  private static Instant end(LocalDate day) {
    return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private void close(LocalDate day, long closedBy) {
    if (plan.isBaseline(day)) {
      progress.accept("%s is baseline, after %,d events".formatted(day, count));
      return;
    }
    KeptNight night =
        kept.of(day).map(before -> goOn(before, closedBy)).orElseGet(() -> live(day, closedBy));
    outcome = night.outcome();
    active = night.active();
    verdicts = night.verdicts();
    nights.add(night.judged(text -> known.computeIfAbsent(text, same -> same)));
  }

  private KeptNight goOn(KeptNight night, long closedBy) {
    if (durable < closedBy) {
      throw new EvaluationFailed(
          "the night of %s is kept, but the platform has %,d events of the %,d before it: remove the folder to begin anew"
              .formatted(night.day(), durable, closedBy));
    }
    progress.accept("night of %s, kept: %s".formatted(night.day(), night.outcome().text()));
    return night;
  }

  /** What a service knows of days to come changes what it says of this one. */
  private void refuseGoneOn(LocalDate day, long closedBy) {
    if (durable > closedBy) {
      throw new EvaluationFailed(
          "the night of %s is not kept, but the platform has %,d events from after it"
              .formatted(day, durable - closedBy));
    }
  }

  private KeptNight live(LocalDate day, long closedBy) {
    refuseGoneOn(day, closedBy);
    SpentTime night = new SpentTime();
    NightOutcome ended =
        kept.fitted(day)
            .map(platform::handOver)
            .orElseGet(() -> platform.train(plan, baseline, timed(night, day)));
    night.on("publishing");
    String judge =
        ended instanceof NightOutcome.Activated activated
            ? activated.manifest().getVersion()
            : active;
    Verdicts all = new Verdicts(platform);
    Map<String, Verdict> said = judge.isEmpty() ? all.now() : all.by(judge);
    night.on("judging");
    KeptNight lived =
        new KeptNight(day, ended, judge, said, new ShownNetworks(platform.verdicts()).all());
    kept.keep(lived);
    night.on("networks");
    progress.accept("night of %s: %s (%s)".formatted(day, ended.text(), night));
    spent.addAll(night);
    return lived;
  }

  private Night.Progress timed(SpentTime night, LocalDate day) {
    return new Night.Progress() {
      @Override
      public void vectorsRead() {
        night.on("reading_vectors");
      }

      @Override
      public void fitted(ModelBundle bundle) {
        kept.keep(day, bundle);
        night.on("fitting");
      }
    };
  }
}
