package io.stillwatch.evaluation.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.stillwatch.evaluation.report.RowChart.Given;
import io.stillwatch.evaluation.report.RowChart.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The charts of a judged result. */
final class JudgedCharts {
  private static final List<String> BANDS = List.of("watch", "soft", "hard");
  private static final String PREVALENCES = "prevalences";
  private static final int SHOWN_DAYS = 60;

  private final JsonObject result;

  JudgedCharts(JsonObject result) {
    this.result = result;
  }

  List<RowChart> rows() {
    return Stream.of(scenarios(), lost(), personas(), bands(), prevalences(), rankings())
        .filter(chart -> !chart.id().equals(PREVALENCES) || !chart.rows().isEmpty())
        .toList();
  }

  List<LineChart> lines() {
    return List.of(detection(), falsePositivesAndRecall(), recallAndPrecision());
  }

  private RowChart scenarios() {
    return RowChart.of(
        "scenarios",
        "Recall and detection by scenario",
        "Recall: members that reached soft while active, of the members active. Detected: campaigns"
            + " of which half of the active members were at soft on one night. Of one campaign an"
            + " interval says nothing.",
        Scale.SHARES,
        "scenario, accounts a campaign",
        List.of("recall", "detected"),
        each("scenarios", JudgedCharts::scenario, List.of("recall", "detected")));
  }

  private RowChart lost() {
    return RowChart.of(
        "harvest",
        "Harvest lost by scenario",
        "Requests until the day of detection, that day included, of all requests of the campaign;"
            + " less is better.",
        Scale.SHARES,
        "scenario, accounts a campaign",
        List.of("harvest lost"),
        each("scenarios", JudgedCharts::scenario, List.of("harvest_lost_share")));
  }

  private static String scenario(JsonObject of) {
    return of.get("scenario").getAsString()
        + ", "
        + of.get("size").getAsString()
        + " ("
        + of.get("campaigns").getAsString()
        + (of.get("campaigns").getAsInt() == 1 ? " campaign)" : " campaigns)");
  }

  private RowChart personas() {
    List<Given> rows = new ArrayList<>();
    List<Estimate> all = new ArrayList<>();
    ReportPage.objects(result, "bands").forEach(band -> all.add(Estimate.of(band, "fpr")));
    if (!all.isEmpty()) {
      rows.add(new Given("all honest accounts", all));
    }
    rows.addAll(
        each(
            "personas",
            of -> of.get("persona").getAsString() + " (" + of.get("accounts").getAsString() + ")",
            BANDS.stream().map(band -> "fpr_" + band).toList()));
    return RowChart.of(
        "personas",
        "False positives by honest persona",
        "Honest accounts that reached the band on any night. None at all is bounded exactly, with"
            + " an organisation as one case.",
        Scale.RATES,
        "persona (accounts)",
        BANDS,
        rows);
  }

  private RowChart bands() {
    return RowChart.of(
        "bands",
        "Bands",
        "Recall: attackers that reached the band while active. Precision: attackers of all that"
            + " reached it, at the season's own share of attackers.",
        Scale.SHARES,
        "band",
        List.of("recall", "precision"),
        each("bands", of -> of.get("band").getAsString(), List.of("recall", "precision")));
  }

  /** Nothing unless {@code --prevalence} asked for some. */
  private RowChart prevalences() {
    List<Given> rows = new ArrayList<>();
    for (JsonObject of : ReportPage.objects(result, "weighted")) {
      List<Estimate> figures = new ArrayList<>();
      figures.add(Estimate.of(of, "pr_auc"));
      ReportPage.objects(of, "bands").forEach(band -> figures.add(Estimate.of(band, "precision")));
      rows.add(new Given(Texts.percent(of.get("prevalence").getAsDouble()), figures));
    }
    return RowChart.of(
        PREVALENCES,
        "As if fewer or more were attackers",
        "Attackers weighed to this share of all accounts.",
        Scale.SHARES,
        "attackers of all accounts",
        List.of(
            "area under precision over recall",
            "precision at watch",
            "precision at soft",
            "precision at hard"),
        rows);
  }

  private RowChart rankings() {
    List<String> figures = List.of("pr_auc", "recall_at_fpr_0_001");
    List<Given> rows = new ArrayList<>();
    rows.add(new Given("stillwatch", figures(result.getAsJsonObject("account"), figures)));
    rows.addAll(each("baselines", of -> of.get("name").getAsString(), figures));
    return RowChart.of(
        "rankings",
        "Rankings: Stillwatch and simple detectors",
        "Area under precision over recall, and the largest recall at 0.1 % of false positives."
            + " Stillwatch's ranking takes the highest of all nights; its last night's and those of"
            + " simple detectors see the last day alone.",
        Scale.SHARES,
        "detector",
        List.of("area under precision over recall", "recall at 0.1 % false positives"),
        rows);
  }

  /** What names a row. */
  private interface Name {
    String of(JsonObject object);
  }

  private List<Given> each(String array, Name name, List<String> figures) {
    return ReportPage.objects(result, array).stream()
        .map(of -> new Given(name.of(of), figures(of, figures)))
        .toList();
  }

  private static List<Estimate> figures(JsonObject of, List<String> names) {
    return names.stream().map(name -> Estimate.of(of, name)).toList();
  }

  private LineChart detection() {
    List<Double> days =
        ReportPage.objects(result, "detections").stream()
            .map(of -> Estimate.number(of.get("days")))
            .toList();
    List<Double> known = days.stream().filter(Double::isFinite).sorted().toList();
    double most = known.isEmpty() ? 1 : Math.min(SHOWN_DAYS, known.get(known.size() - 1));
    Axis across = Axis.counts(most + 1, LineChart.LEFT, LineChart.RIGHT);
    Axis up = Axis.shares(LineChart.BOTTOM, LineChart.TOP);
    List<double[]> points = new ArrayList<>();
    points.add(new double[] {0, 0});
    for (int i = 0; i < known.size(); i++) {
      points.add(new double[] {known.get(i), (i + 1.0) / days.size()});
    }
    points.add(new double[] {across.high(), (double) known.size() / Math.max(1, days.size())});
    return new LineChart(
        "detection",
        "Detection over days",
        "Campaigns detected so many days after their first active one; the baseline's days count.",
        "days since the campaign's first active day",
        "campaigns detected, %",
        known.size()
            + " of "
            + days.size()
            + " campaigns were detected; the table of campaigns has their days",
        across.ticks(),
        up.ticks(),
        days.isEmpty()
            ? List.of()
            : List.of(
                new LineChart.Line(
                    0, "all campaigns", LineChart.path(points, across, up, LineChart.Step.AFTER))));
  }

  private LineChart falsePositivesAndRecall() {
    Axis across = Axis.rates(LineChart.LEFT, LineChart.RIGHT);
    Axis up = Axis.shares(LineChart.BOTTOM, LineChart.TOP);
    return curves(
        "ranking",
        "Recall over false positives",
        "honest accounts alarmed, %, on a logarithmic scale",
        "attackers found, %",
        across,
        up,
        0,
        1,
        LineChart.Step.AFTER);
  }

  private LineChart recallAndPrecision() {
    Axis across = Axis.shares(LineChart.LEFT, LineChart.RIGHT);
    Axis up = Axis.shares(LineChart.BOTTOM, LineChart.TOP);
    return curves(
        "precision",
        "Precision over recall",
        "attackers found (recall), %",
        "precision, %",
        across,
        up,
        1,
        2,
        LineChart.Step.BEFORE);
  }

  private LineChart curves(
      String id,
      String title,
      String acrossWords,
      String upWords,
      Axis across,
      Axis up,
      int x,
      int y,
      LineChart.Step step) {
    List<LineChart.Line> lines = new ArrayList<>();
    for (JsonObject curve : ReportPage.objects(result, "curves")) {
      List<double[]> points = new ArrayList<>();
      for (JsonElement point : curve.getAsJsonArray("points")) {
        points.add(
            new double[] {
              point.getAsJsonArray().get(x).getAsDouble(),
              point.getAsJsonArray().get(y).getAsDouble()
            });
      }
      if (!points.isEmpty()) {
        lines.add(
            new LineChart.Line(
                lines.size(),
                curve.get("name").getAsString(),
                LineChart.path(points, across, up, step)));
      }
    }
    return new LineChart(
        id,
        title,
        "Each step is a threshold.",
        acrossWords,
        upWords,
        "rankings drawn: " + lines.size() + "; the table of rankings has their figures",
        across.ticks(),
        up.ticks(),
        lines);
  }
}
