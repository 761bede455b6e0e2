package io.stillwatch.benchmarks.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The comparison as one HTML file that opens offline. */
record CalibrationPage(Comparison comparison) {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>Stillwatch: calibration</title>
      <style>
      body { font: 15px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #222 }
      table { border-collapse: collapse } td, th { border: 1px solid #ddd; padding: .2rem .6rem; text-align: right }
      td:first-child, th:first-child { text-align: left } .off { background: #fbe3d6 }
      svg { font-family: system-ui, sans-serif; max-width: 100% }
      </style></head><body>
      <h1>Calibration</h1>
      """;

  String html() {
    StringBuilder html = new StringBuilder(HEAD);
    html.append(
        String.format(
            Locale.ROOT,
            "<p>%,d simulated programs; of the traces' calls one in %,.0f (m-large) and one in %,.0f"
                + " (m-small) is kept where volumes and days are compared. %d of %d bounded figures"
                + " are off.</p>%n",
            comparison.programs.clients().size(),
            comparison.largeFactor,
            comparison.smallFactor,
            comparison.off().size(),
            comparison.figures.stream().filter(Figure::bounded).count()));
    plots().forEach(plot -> html.append(plot.svg()));
    html.append("<table>\n").append(row("th", "", Comparison.columns()));
    for (Figure figure : comparison.figures) {
      String style = figure.bounded() && !figure.within() ? " class='off'" : "";
      html.append(row("td", style, figure.cells()));
    }
    return html.append("</table>\n</body></html>\n").toString();
  }

  private static String row(String tag, String style, List<String> cells) {
    return cells.stream()
        .map(cell -> "<" + tag + ">" + cell.replace("**", "") + "</" + tag + ">")
        .collect(Collectors.joining("", "<tr" + style + ">", "</tr>\n"));
  }

  private List<Plot> plots() {
    return List.of(
        thinned("Calls a day, over clients", "calls a day", t -> t.of(c -> c.calls() / c.days())),
        thinned("Share of days active", "share", t -> t.of(Client::activeDays), false),
        real(
            "Gaps: a client's median variation",
            "deviation over mean",
            t -> t.of(Client::medianVariation)),
        hours(),
        real("Prompts: a client's mean", "tokens", t -> t.lengths(Lengths::mean, false)),
        real("Answers: a client's mean", "tokens", t -> t.lengths(Lengths::mean, true)),
        talks("Conversations: prompts", false),
        talks("Conversations: answers", true));
  }

  private Plot thinned(String title, String across, Function<Trace, Sample> sample) {
    return thinned(title, across, sample, true);
  }

  private Plot thinned(
      String title, String across, Function<Trace, Sample> sample, boolean logarithmic) {
    return new Plot(title, across, logarithmic)
        .distribution("m-large, thinned", sample.apply(comparison.large))
        .distribution("m-small, thinned", sample.apply(comparison.small))
        .distribution("simulated", sample.apply(comparison.programs));
  }

  private Plot real(String title, String across, Function<Trace, Sample> sample) {
    return new Plot(title, across, true)
        .distribution("m-large", sample.apply(comparison.real.large))
        .distribution("m-small", sample.apply(comparison.real.small))
        .distribution("simulated", sample.apply(comparison.busy));
  }

  private Plot hours() {
    return new Plot("Hours of the day, mean over clients", "local hour", false)
        .line("m-large", points(comparison.real.large.profile()))
        .line("m-small", points(comparison.real.small.profile()))
        .line("simulated", points(comparison.programs.profile()));
  }

  private static List<double[]> points(double[] profile) {
    List<double[]> points = new ArrayList<>();
    for (int hour = 0; hour < profile.length; hour++) {
      points.add(new double[] {hour, profile[hour]});
    }
    return points;
  }

  private Plot talks(String title, boolean answers) {
    return new Plot(title, "tokens", true)
        .distribution("Azure", comparison.real.talks.tokens(answers))
        .distribution("simulated", comparison.talks.tokens(answers));
  }
}
