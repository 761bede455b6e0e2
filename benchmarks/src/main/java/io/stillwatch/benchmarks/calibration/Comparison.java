package io.stillwatch.benchmarks.calibration;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.stillwatch.simulator.season.Fit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The simulator's customers beside the traces: a table, and the distributions. */
final class Comparison {
  private static final List<String> COLUMNS =
      List.of("figure", "m-large", "m-small", "Azure", "simulated", "ratio", "allowed", "within");
  private static final long THINNING = 17;

  final Trace large;
  final Trace small;
  final Trace programs;
  final Trace busy;
  final Refit real;
  final Conversations talks;
  final double largeFactor;
  final double smallFactor;
  final List<Figure> figures = new ArrayList<>();

  /**
   * @param programs at the season's rates, over as many days as the traces
   * @param busy the same programs with more calls
   */
  Comparison(Refit real, Trace programs, Trace busy, Conversations talks) {
    this.real = real;
    this.programs = programs;
    this.busy = busy;
    this.talks = talks;
    double usual = programs.of(Client::callsOfAnActiveDay).median();
    this.largeFactor = real.large.of(Client::callsOfAnActiveDay).median() / usual;
    this.smallFactor = real.small.of(Client::callsOfAnActiveDay).median() / usual;
    this.large = real.large.thinned(largeFactor, THINNING);
    this.small = real.small.thinned(smallFactor, THINNING);
    volume();
    days();
    tempo();
    lengths(false);
    lengths(true);
    together();
    talks(false);
    talks(true);
    figures.add(
        new Figure(
            "people",
            "prompt and answer, rank correlation",
            List.of(Double.NaN, Double.NaN, real.talks.rankCorrelation()),
            talks.rankCorrelation(),
            0.15,
            true));
  }

  private void volume() {
    thinned("calls an active day, sigma over clients", trace -> spread(trace), 1.2);
    thinned("calls a day, sigma over clients", trace -> trace.of(Client::calls).logSpread(), 1.2);
    thinned(
        "calls a day, p95 over p50",
        trace -> trace.of(Client::calls).quantile(0.95) / trace.of(Client::calls).median(),
        2);
    thinned("share of calls of the busiest tenth", t -> t.of(Client::calls).largestTenth(), 1.2);
  }

  private static double spread(Trace trace) {
    return trace.of(Client::callsOfAnActiveDay).logSpread();
  }

  private void days() {
    thinned("share of days active, median", t -> t.of(Client::activeDays).median(), 1.3);
    thinned("share of days active, mean", t -> t.of(Client::activeDays).mean(), 1.3);
    thinned("active every day, share", t -> t.of(Client::activeDays).shareFrom(1), 1.3);
    thinned(
        "day to day, deviation over mean, median", t -> t.of(Client::dayVariation).median(), 1.3);
    thinned("hours of an active day, median", t -> t.of(Client::hoursOfAnActiveDay).median(), 1.5);
    thinned("hours of an active day, mean", t -> t.of(Client::hoursOfAnActiveDay).mean(), 1.5);
    both("share of calls from 0 to 6 h, mean", Trace::nightShare, programs, 1.3);
    both("busiest six hours over quietest", Trace::dayOverNight, programs, 1.3);
  }

  private void tempo() {
    both("around the clock (95 % of hours), share", Comparison::always, busy, 1.3);
    variation("gaps, deviation over mean: client's median, p10", 0.1, 1.3);
    variation("the same, p50", 0.5, 1.3);
    variation("the same, p75", 0.75, 1.3);
    variation("the same, p90", 0.9, 1.5);
    both(
        "the same, below 1, share",
        trace -> 1 - trace.of(Client::medianVariation).shareFrom(1),
        busy,
        1.5);
  }

  private static double always(Trace trace) {
    return trace.of(Client::activeHours).shareFrom(0.95);
  }

  private void variation(String name, double level, double tolerance) {
    both(name, trace -> trace.of(Client::medianVariation).quantile(level), busy, tolerance);
  }

  private void lengths(boolean answers) {
    String what = answers ? "answer" : "prompt";
    for (double level : new double[] {0.05, 0.25, 0.5, 0.75, 0.95}) {
      both(
          String.format(Locale.ROOT, "%s, client's mean tokens, p%.0f", what, 100 * level),
          trace -> trace.lengths(Lengths::mean, answers).quantile(level),
          busy,
          level == 0.05 ? 1.6 : 1.35);
    }
    both(
        what + ", sigma over clients",
        trace -> trace.lengths(Lengths::mean, answers).logSpread(),
        busy,
        1.2);
    both(
        what + ", sigma within a client, median",
        trace -> trace.lengths(Lengths::spread, answers).median(),
        busy,
        1.5);
    both(
        what + ", p99 over p50 within a client, median",
        trace -> Math.exp(trace.lengths(Lengths::tail, answers).median()),
        busy,
        1.5);
  }

  private void together() {
    figures.add(
        new Figure(
            "programs",
            "prompt and answer, correlation of logarithms over clients",
            List.of(real.large.lengthCorrelation(), real.small.lengthCorrelation(), Double.NaN),
            busy.lengthCorrelation(),
            0.15,
            true));
    both("answer over prompt, median", trace -> trace.outOverIn(0.5), busy, 1.35);
    both("answer over prompt, p95", trace -> trace.outOverIn(0.95), busy, 1.6);
  }

  private void talks(boolean answers) {
    String what = answers ? "conversations, answer tokens" : "conversations, prompt tokens";
    for (double level : new double[] {0.05, 0.25, 0.5, 0.75, 0.95, 0.99}) {
      talk(
          String.format(Locale.ROOT, "%s, p%.0f", what, 100 * level),
          talk -> talk.tokens(answers).quantile(level),
          level < 0.5 ? 1.35 : 1.5 * (level == 0.99 ? 1.3 : 1));
    }
    talk(what + ", mean", talk -> talk.tokens(answers).mean(), 1.2);
    talk(what + ", sigma", talk -> talk.tokens(answers).logSpread(), 1.2);
  }

  private void talk(String name, ToDoubleFunction<Conversations> figure, double tolerance) {
    List<Double> traces = List.of(Double.NaN, Double.NaN, figure.applyAsDouble(real.talks));
    figures.add(Figure.of("people", name, traces, figure.applyAsDouble(talks), tolerance));
  }

  /** Beside the traces with as few calls as the season has. */
  private void thinned(String name, ToDoubleFunction<Trace> figure, double tolerance) {
    List<Double> traces =
        List.of(figure.applyAsDouble(large), figure.applyAsDouble(small), Double.NaN);
    figures.add(Figure.of("programs", name, traces, figure.applyAsDouble(programs), tolerance));
  }

  private void both(
      String name, ToDoubleFunction<Trace> figure, Trace simulated, double tolerance) {
    List<Double> traces =
        List.of(figure.applyAsDouble(real.large), figure.applyAsDouble(real.small), Double.NaN);
    figures.add(Figure.of("programs", name, traces, figure.applyAsDouble(simulated), tolerance));
  }

  List<Figure> off() {
    return figures.stream().filter(figure -> figure.bounded() && !figure.within()).toList();
  }

  static List<String> columns() {
    return COLUMNS;
  }

  /** Markdown. */
  @Override
  public String toString() {
    StringBuilder table = new StringBuilder();
    table.append("| ").append(String.join(" | ", COLUMNS)).append(" |\n");
    table.append("|---".repeat(COLUMNS.size())).append("|\n");
    for (Figure figure : figures) {
      table.append("| ").append(String.join(" | ", figure.cells())).append(" |\n");
    }
    table.append("\n| constant | fitted | in the simulator | what |\n|---|---|---|---|\n");
    for (Fit fit : Fit.values()) {
      table.append(
          String.format(
              Locale.ROOT,
              "| `%s` | %s | %s | %s, %s |%n",
              fit,
              Figure.number(real.value(fit)),
              Figure.number(fit.value),
              fit.unit,
              fit.meaning));
    }
    return table.toString();
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("clients_simulated", programs.clients().size());
    json.addProperty("one_call_in_m_large", largeFactor);
    json.addProperty("one_call_in_m_small", smallFactor);
    JsonArray rows = new JsonArray();
    figures.forEach(figure -> rows.add(figure.json()));
    json.add("figures", rows);
    JsonObject fits = new JsonObject();
    for (Fit fit : Fit.values()) {
      JsonObject one = new JsonObject();
      one.addProperty("fitted", real.value(fit));
      one.addProperty("simulator", fit.value);
      fits.add(fit.name(), one);
    }
    json.add("fits", fits);
    json.addProperty("off", off().size());
    return json;
  }
}
