package io.stillwatch.benchmarks.calibration;

import io.stillwatch.simulator.season.Fit;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The simulator's constants, computed from the traces. */
final class Refit {
  private static final double AROUND_THE_CLOCK = 0.95;

  final Trace large;
  final Trace small;
  final Conversations talks;
  private final Trace all;

  private Refit(Trace large, Trace small, Conversations talks) {
    this.large = large;
    this.small = small;
    this.talks = talks;
    List<Client> clients =
        Stream.concat(large.clients().stream(), small.clients().stream()).toList();
    this.all = new Trace("both", clients);
  }

  /** From a folder with servegen and azure-llm-2023. */
  static Refit of(Path data) {
    return new Refit(
        ServeGen.read(data, "m-large"), ServeGen.read(data, "m-small"), Conversations.azure(data));
  }

  double value(Fit fit) {
    return switch (fit) {
      case RATE_SPREAD_LARGE -> rates(daily(large)).logSpread();
      case RATE_SPREAD_SMALL -> rates(daily(small)).logSpread();
      case DAILY_MORE -> dailyMore();
      case DAILY -> all.of(Client::activeDays).shareFrom(1);
      case ALWAYS -> all.of(Client::windowsActive).shareFrom(AROUND_THE_CLOCK) / value(Fit.DAILY);
      case SELDOM -> seldom(all).of(Client::activeDays).mean();
      case JOB_LEAST -> seldom(all).of(Client::hoursOfAnActiveDay).quantile(0.05);
      case JOB_MOST -> jobs().of(Client::hoursOfAnActiveDay).quantile(0.95);
      case DAY_SPREAD -> daySpread(daily(all).of(Client::dayVariation).median());
      case REGULAR -> 1 - all.of(Client::medianVariation).shareFrom(1);
      case BURSTS -> 1 / all.of(Client::medianVariation).where(cv -> cv >= 1).map(Math::log).mean();
      case INPUT -> all.lengths(Lengths::mean, false).logMean();
      case INPUT_SPREAD -> all.lengths(Lengths::mean, false).logSpread();
      case INPUT_WITHIN -> all.lengths(Lengths::spread, false).median();
      case OUTPUT -> all.lengths(Lengths::mean, true).logMean();
      case OUTPUT_SPREAD -> all.lengths(Lengths::mean, true).logSpread();
      case OUTPUT_WITHIN -> all.lengths(Lengths::spread, true).median();
      case IN_OUT -> all.lengthCorrelation();
      case TALK_INPUT -> talks.tokens(false).logMean();
      case TALK_INPUT_SPREAD -> talks.tokens(false).logSpread();
      case TALK_OUTPUT -> talks.tokens(true).logMean();
      case TALK_OUTPUT_SPREAD -> talks.tokens(true).logSpread();
    };
  }

  private static Trace seldom(Trace trace) {
    return new Trace(
        "seldom", trace.clients().stream().filter(client -> client.activeDays() < 1).toList());
  }

  private static Trace daily(Trace trace) {
    return new Trace(
        "daily", trace.clients().stream().filter(client -> client.activeDays() == 1).toList());
  }

  private static Sample rates(Trace trace) {
    return trace.of(Client::callsOfAnActiveDay);
  }

  /** The models' differences, weighted by their clients. */
  private double dailyMore() {
    double sum = 0;
    for (Trace trace : List.of(large, small)) {
      double ratio = rates(daily(trace)).logMean() / rates(seldom(trace)).logMean();
      sum += trace.clients().size() * Math.log(ratio);
    }
    return Math.exp(sum / all.clients().size());
  }

  /** Those of them that work for less than half of a day. */
  private Trace jobs() {
    return new Trace(
        "jobs",
        seldom(all).clients().stream()
            .filter(client -> client.hoursOfAnActiveDay() <= Client.HOURS / 2.0)
            .toList());
  }

  /** The sigma of a log-normal distribution of that variation. */
  private static double daySpread(double variation) {
    return Math.sqrt(Math.log(1 + variation * variation));
  }
}
