package io.stillwatch.benchmarks.leaks;

import com.google.gson.JsonObject;
import io.stillwatch.benchmarks.Measurement;
import io.stillwatch.simulator.season.SeasonFile;
import io.stillwatch.simulator.season.SeasonPlan;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stillwatch bench leaks}: what in a season gives its campaigns away without detection. */
@Command(
    name = "leaks",
    mixinStandardHelpOptions = true,
    description =
        "Play a season, and look for what gives its campaigns away: a raw field's value, a pair of"
            + " values, or the form of accounts by boosted trees; each scenario against the honest"
            + " kinds that look like it.")
public final class LeaksCommand extends Measurement {
  /** A season for this search: many small campaigns of each scenario, and many honest groups. */
  static final String OWN = "leaks";

  @Option(
      names = "--season",
      paramLabel = "NAME|FILE",
      defaultValue = OWN,
      description = "leaks, quick, standard, or a season's file (default: ${DEFAULT-VALUE})")
  String season = OWN;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      description = "honest accounts (default: as the season says)")
  @Nullable Integer accounts;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "seed of the season and of the trees (default: ${DEFAULT-VALUE})")
  long seed;

  @Override
  public Integer call() {
    SeasonPlan named = plan(season);
    SeasonPlan plan = accounts == null ? named : named.withAccounts(accounts);
    say("playing the season " + season);
    Observed observed = Observed.of(plan, seed);
    say(
        String.format(
            Locale.ROOT,
            "%,d events of %,d accounts",
            observed.events(),
            observed.accounts().size()));
    LeakFigures figures = LeakFigures.of(observed, seed, this::say);
    tell(figures, json(plan, observed, figures));
    return figures.regressed() ? 1 : 0;
  }

  private JsonObject json(SeasonPlan plan, Observed observed, LeakFigures figures) {
    JsonObject json = new JsonObject();
    json.addProperty("season", plan.version());
    json.addProperty("seed", seed);
    json.addProperty("events", observed.events());
    json.addProperty("accounts", observed.accounts().size());
    figures.json().asMap().forEach(json::add);
    return json;
  }

  static SeasonPlan plan(String season) {
    if (!season.equals(OWN)) {
      return SeasonFile.named(season);
    }
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(LeaksCommand.class.getResourceAsStream("leaks.yaml")),
            StandardCharsets.UTF_8)) {
      return SeasonFile.read(reader);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read the season " + season, unreadable);
    }
  }
}
