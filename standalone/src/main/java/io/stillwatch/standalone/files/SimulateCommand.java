package io.stillwatch.standalone.files;

import com.google.gson.JsonObject;
import io.stillwatch.simulator.SeasonWriter;
import io.stillwatch.simulator.Truth;
import io.stillwatch.simulator.cast.Casting;
import io.stillwatch.simulator.play.Play;
import io.stillwatch.simulator.season.SeasonFile;
import io.stillwatch.simulator.season.SeasonPlan;
import io.stillwatch.standalone.commands.CommandFailed;
import io.stillwatch.standalone.commands.ResultOption;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code stillwatch simulate}: a season of honest people and hidden campaigns, with the truth. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description =
        "Write a simulated season: events, truth.csv, harvest.csv and population.csv. The same seed"
            + " gives the same bytes.")
public final class SimulateCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--season",
      paramLabel = "NAME|FILE",
      defaultValue = "demo",
      description =
          "demo, quick, standard, composite, or a file of the same form in YAML (default: ${DEFAULT-VALUE})")
  String season = "demo";

  @Option(
      names = "--accounts",
      paramLabel = "N",
      description = "how many honest accounts; campaigns stay as large (default: as it says)")
  @Nullable Integer accounts;

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "how many days, 2 to 545, the baseline in proportion (default: as it says)")
  @Nullable Integer days;

  @Option(names = "--honest", description = "leave the campaigns out")
  boolean honest;

  @Option(
      names = "--persona",
      paramLabel = "NAME",
      description = "honest accounts of this kind alone, and no campaigns")
  @Nullable String persona;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "seed of everything random (default: ${DEFAULT-VALUE})")
  long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "folder to write into, made if absent")
  Path out = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "jsonl|pb",
      defaultValue = "jsonl",
      description =
          "events.jsonl.gz with one Report a line, or events.pb.gz with delimited messages"
              + " (default: ${DEFAULT-VALUE})")
  SeasonWriter.Format format = SeasonWriter.Format.JSONL;

  @Mixin ResultOption result = new ResultOption();

  @Override
  public Integer call() {
    SeasonPlan plan = SeasonFile.named(season);
    if (accounts != null) {
      plan = plan.withAccounts(accounts);
    }
    if (days != null) {
      plan = plan.withDays(days);
    }
    return play(persona != null ? plan.of(persona) : honest ? plan.honest() : plan);
  }

  private int play(SeasonPlan plan) {
    Play play = Casting.play(plan, seed);
    long events = write(plan, play);
    return tell(events, play.truth(), plan.days(), plan.start());
  }

  private int tell(long events, List<Truth> truth, int days, LocalDate start) {
    long units = truth.stream().map(SimulateCommand::unit).distinct().count();
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%,d events of %,d accounts (%,d groups and people) over %d days from %s in %s%n",
            events,
            truth.size(),
            units,
            days,
            start,
            out);
    JsonObject figures = new JsonObject();
    figures.addProperty("events", events);
    figures.addProperty("accounts", truth.size());
    figures.addProperty("units", units);
    figures.addProperty("days", days);
    figures.addProperty("seed", seed);
    result.write(figures);
    return 0;
  }

  /** Whom it stands or falls with, itself if nobody. */
  private static String unit(Truth truth) {
    String group = truth.campaignId() + truth.organisation();
    return group.isEmpty() ? truth.accountId() : group;
  }

  private long write(SeasonPlan plan, Play play) {
    try {
      return SeasonWriter.write(plan, play, out, format);
    } catch (IOException unwritable) {
      throw new CommandFailed(
          "cannot write into " + out + ": " + unwritable.getMessage(), unwritable);
    }
  }
}
