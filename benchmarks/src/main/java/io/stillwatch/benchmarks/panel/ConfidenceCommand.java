package io.stillwatch.benchmarks.panel;

import com.google.gson.JsonObject;
import io.stillwatch.benchmarks.Measurement;
import io.stillwatch.simulator.season.SeasonPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stillwatch bench confidence}: fits the weights by which a network is believed. */
@Command(
    name = "confidence",
    mixinStandardHelpOptions = true,
    description =
        "Search seasons' nights for networks, fit how much each feature of their evidence tells"
            + " of a campaign, and tell how well that holds for a kind of honest customers or a"
            + " scenario that was left out of the fit.")
public final class ConfidenceCommand extends Measurement {
  @Mixin PanelOptions options = new PanelOptions();
  @Mixin OtherSeasons others = new OtherSeasons();

  @Option(
      names = "--ridge",
      paramLabel = "R",
      defaultValue = "0.001",
      description = "what keeps weights small (default: ${DEFAULT-VALUE})")
  double ridge;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "write the weights as the detector reads them: confidence.properties")
  @Nullable Path out;

  @Override
  public Integer call() {
    check();
    SeasonPlan plan = options.plan();
    List<OtherSeasons.Wanted> wanted = new ArrayList<>();
    options.seeds.forEach(seed -> wanted.add(new OtherSeasons.Wanted(plan.version(), plan, seed)));
    wanted.addAll(others.of(plan));
    NetworkNights nights = new NetworkNights();
    for (OtherSeasons.Wanted one : wanted) {
      nights.add(KeptSeason.of(one.plan(), one.seed(), options.work, this::say));
      say(one + ": searched, " + nights.networks() + " networks so far");
    }
    ConfidenceFit fit = ConfidenceFit.of(nights, ridge);
    String origin = origin(wanted, nights);
    if (out != null) {
      ConfidenceFile.write(fit.all(), origin, out);
    }
    JsonObject json = new JsonObject();
    json.addProperty("origin", origin);
    json.addProperty("ridge", ridge);
    ConfidenceReport.json(nights, fit).asMap().forEach(json::add);
    tell(origin + "\n\n" + ConfidenceReport.table(json), json);
    return 0;
  }

  private void check() {
    if (!(ridge >= 0 && ridge <= 1)) {
      throw new IllegalArgumentException("a ridge of " + ridge + " is not between 0 and 1");
    }
    Path folder = out == null ? null : out.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new IllegalArgumentException("no folder " + folder + " for " + out);
    }
  }

  private String origin(List<OtherSeasons.Wanted> seasons, NetworkNights nights) {
    return String.format(
        Locale.ROOT,
        "%d networks of %s; ridge %s.",
        nights.networks(),
        String.join(", ", seasons.stream().map(OtherSeasons.Wanted::toString).toList()),
        ridge);
  }
}
