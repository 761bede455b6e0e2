package io.stillwatch.standalone.files;

import com.google.gson.JsonObject;
import io.stillwatch.simulator.Season;
import io.stillwatch.simulator.SeasonWriter;
import io.stillwatch.standalone.commands.CommandFailed;
import io.stillwatch.standalone.commands.ResultOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
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
        "Write a simulated season: events, truth.csv and harvest.csv. The same seed gives the same"
            + " bytes.")
public final class SimulateCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--season",
      paramLabel = "NAME|FILE",
      defaultValue = "demo",
      description =
          "demo, honest, or a file of properties: start, share.PERSONA (default:"
              + " ${DEFAULT-VALUE})")
  String season = "demo";

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "3000",
      description = "how many accounts (default: ${DEFAULT-VALUE})")
  int accounts;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "14",
      description = "how many days (default: ${DEFAULT-VALUE})")
  int days;

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
    Season told = Season.named(season, accounts, days, seed);
    long events = write(told);
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%,d events of %,d accounts over %d days from %s in %s%n",
            events,
            accounts,
            days,
            told.start(),
            out);
    JsonObject figures = new JsonObject();
    figures.addProperty("events", events);
    figures.addProperty("accounts", accounts);
    figures.addProperty("days", days);
    figures.addProperty("seed", seed);
    result.write(figures);
    return 0;
  }

  private long write(Season told) {
    try {
      return SeasonWriter.write(told, out, format);
    } catch (IOException unwritable) {
      throw new CommandFailed(
          "cannot write into " + out + ": " + unwritable.getMessage(), unwritable);
    }
  }
}
