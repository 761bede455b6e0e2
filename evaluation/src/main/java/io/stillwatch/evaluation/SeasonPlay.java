package io.stillwatch.evaluation;

import io.stillwatch.evaluation.judgement.JudgedAccount;
import io.stillwatch.evaluation.judgement.JudgedNight;
import io.stillwatch.evaluation.platform.Platform;
import io.stillwatch.features.wire.EventWire;
import io.stillwatch.trainer.NightOutcome;
import io.stillwatch.trainer.NightPlan;
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
 */
final class SeasonPlay {
  /** The feature service closes a day one minute after its end. */
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  private final Platform platform;
  private final NightPlan plan;
  private final Consumer<String> progress;
  private final List<JudgedNight> nights = new ArrayList<>();
  private Map<String, Verdict> verdicts = new TreeMap<>();
  private NightOutcome outcome = new NightOutcome.TooLittle("too little to learn from: no night");
  private String active = "";
  private @Nullable LocalDate open;
  private long count;
  private long trainingNanos;

  SeasonPlay(Platform platform, NightPlan plan, Consumer<String> progress) {
    this.platform = platform;
    this.plan = plan;
    this.progress = progress;
  }

  /**
   * What came of it.
   *
   * @param last the last night's outcome, and everybody's verdict after it
   * @param nights by day
   */
  record Season(Evaluation.Outcome last, List<JudgedNight> nights) {}

  Season run(Evaluation.Events events) {
    long begun = System.nanoTime();
    EventStream stream = EventStream.open(platform.ingest(), "evaluation");
    events.forEach(report -> play(stream, report));
    LocalDate last = open;
    if (last == null) {
      throw new EvaluationFailed("there is no usage event to play");
    }
    stream.send(Evaluation.endOfFile(end(last)));
    stream.finish();
    double seconds = (System.nanoTime() - begun - trainingNanos) / 1e9;
    close(last);
    return new Season(
        new Evaluation.Outcome(count, seconds, outcome, verdicts), List.copyOf(nights));
  }

  private void play(EventStream stream, Report report) {
    stream.send(report);
    count++;
    Instant time = EventWire.eventTime(report);
    LocalDate day = open;
    if (day == null && report.hasUsage()) {
      open = LocalDate.ofInstant(time, ZoneOffset.UTC);
    } else if (day != null && time.isAfter(end(day).plus(TOLERANCE))) {
      stream.awaitDurable();
      close(day);
      open = LocalDate.ofInstant(time.minus(TOLERANCE), ZoneOffset.UTC);
    }
  }

  private static Instant end(LocalDate day) {
    return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private void close(LocalDate day) {
    if (plan.isBaseline(day)) {
      progress.accept("%s is baseline, after %,d events".formatted(day, count));
      return;
    }
    long begun = System.nanoTime();
    outcome = platform.train(plan);
    progress.accept("night of " + day + ": " + outcome.text());
    if (outcome instanceof NightOutcome.Activated activated) {
      active = activated.manifest().getVersion();
    }
    Verdicts all = new Verdicts(platform);
    verdicts = active.isEmpty() ? all.now() : all.by(active);
    nights.add(new JudgedNight(day, accounts(), new ShownNetworks(platform.verdicts()).all()));
    trainingNanos += System.nanoTime() - begun;
  }

  private Map<String, JudgedAccount> accounts() {
    Map<String, JudgedAccount> accounts = new HashMap<>();
    verdicts.forEach(
        (id, verdict) ->
            accounts.put(
                id,
                new JudgedAccount(
                    verdict.hasRisk() ? verdict.getRisk() : -1,
                    verdict.getBand(),
                    verdict.getNetworkId())));
    return accounts;
  }
}
