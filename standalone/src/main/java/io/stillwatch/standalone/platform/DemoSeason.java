package io.stillwatch.standalone.platform;

import io.stillwatch.features.wire.EventWire;
import io.stillwatch.simulator.Harvest;
import io.stillwatch.simulator.Truth;
import io.stillwatch.simulator.cast.Casting;
import io.stillwatch.simulator.play.Play;
import io.stillwatch.simulator.season.SeasonPlan;
import io.stillwatch.v1.Report;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A simulated season whose last day is kept back, to be played live. */
final class DemoSeason {
  private final Play play;
  private final Instant lastMidnight;
  private final List<Report> lastDay = new ArrayList<>();

  DemoSeason(SeasonPlan plan, long seed) {
    this.play = Casting.play(plan, seed);
    this.lastMidnight =
        plan.start().plusDays(plan.days() - 1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** Gives the events of all days but the last. */
  void playUntilLastDay(Consumer<Report> sink) {
    play.run(
        report -> {
          if (EventWire.eventTime(report).isBefore(lastMidnight)) {
            sink.accept(report);
          } else {
            lastDay.add(report);
          }
        });
  }

  /** What was kept back. */
  List<Report> lastDay() {
    return lastDay;
  }

  Map<String, Truth> truth() {
    return play.truth().stream().collect(Collectors.toMap(Truth::accountId, Function.identity()));
  }

  List<Harvest> harvest() {
    return play.harvest();
  }
}
