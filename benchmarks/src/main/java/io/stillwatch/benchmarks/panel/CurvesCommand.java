package io.stillwatch.benchmarks.panel;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.stillwatch.benchmarks.Measurement;
import io.stillwatch.standalone.commands.Table;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stillwatch bench curves}: where detection ends as one parameter goes its way. */
@Command(
    name = "curves",
    mixinStandardHelpOptions = true,
    description =
        "Play a few campaigns of one scenario among honest people, a parameter fixed at one value"
            + " after another: size, share of harvest, depth of paraphrase, how often users of an"
            + " app ask the same, what S18 spends, and whether S10 moves to a new model. With"
            + " --accounts 3000 a point takes a minute or less.")
public final class CurvesCommand extends Measurement {
  @Mixin PanelOptions options = new PanelOptions();

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "only the curves whose name has this, such as S03")
  String only = "";

  @Override
  public Integer call() {
    List<CurvePoint> points =
        CurvePoint.all(options.plan().honest()).stream()
            .filter(point -> point.curve().contains(only))
            .toList();
    if (points.isEmpty()) {
      throw new IllegalArgumentException("no curve's name has \"" + only + '"');
    }
    Table table = VariantFigures.table();
    JsonArray rows = new JsonArray();
    for (CurvePoint point : points) {
      say(point.name());
      JsonObject row = VariantFigures.of(point.name(), judged(point));
      row.addProperty("curve", point.curve());
      row.addProperty("value", point.value());
      if (point.spending() != null) {
        point.spending().addTo(row);
      }
      rows.add(row);
      VariantFigures.row(table, row);
    }
    JsonObject json = new JsonObject();
    json.add("points", rows);
    tell(table, json);
    return 0;
  }

  private JudgedSeeds judged(CurvePoint point) {
    JudgedSeeds judged = new JudgedSeeds();
    for (KeptSeason season : options.seasons(point.plan(), this::say)) {
      judged.add(season, SeasonNights.of(season, List.of(Variant.USUAL)).get(0));
    }
    return judged;
  }
}
