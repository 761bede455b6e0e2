package io.stillwatch.evaluation;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.stillwatch.evaluation.judgement.Activity;
import io.stillwatch.evaluation.judgement.JudgedNight;
import io.stillwatch.evaluation.judgement.Judgement;
import io.stillwatch.evaluation.judgement.SeenNetwork;
import io.stillwatch.evaluation.platform.Platform;
import io.stillwatch.evaluation.platform.PlatformOptions;
import io.stillwatch.evaluation.platform.TemporaryFolder;
import io.stillwatch.evaluation.report.GalleryPage;
import io.stillwatch.evaluation.report.ReportPage;
import io.stillwatch.features.wire.EventWire;
import io.stillwatch.simulator.Harvest;
import io.stillwatch.simulator.Truth;
import io.stillwatch.trainer.BaselineSource;
import io.stillwatch.trainer.ClosedDayVectors;
import io.stillwatch.trainer.NightFailed;
import io.stillwatch.trainer.NightOutcome;
import io.stillwatch.trainer.NightPlan;
import io.stillwatch.v1.Report;
import io.stillwatch.v1.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The whole chain on a file. Exit 0: a model judged; 1: none could; 2: bad usage or a bad file. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description =
        "Plays a file of events through both services in event time, trains on the night of each day"
            + " past the baseline, and holds every account's verdicts against the truth.")
public final class EvaluateCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--events",
      required = true,
      paramLabel = "FILE",
      description = "events as `simulate` writes them: .jsonl or .pb, packed with .gz")
  Path events = Path.of("");

  @Option(names = "--truth", paramLabel = "FILE", description = "who everybody really is (CSV)")
  @Nullable Path truth;

  @Option(names = "--harvest", paramLabel = "FILE", description = "what campaigns took (CSV)")
  @Nullable Path harvest;

  @Option(
      names = "--baseline-until",
      paramLabel = "TIME",
      description =
          "the baseline are the days that end by this time, such as 2026-01-12T00:00:00Z"
              + " (default: the older half)")
  @Nullable Instant baselineUntil;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "seed of everything random (default: ${DEFAULT-VALUE})")
  long seed;

  @Option(names = "--json", paramLabel = "OUT", description = "write the figures to this file")
  @Nullable Path json;

  @Option(
      names = "--accounts-out",
      paramLabel = "CSV",
      description = "write account_id,risk,band,network_id to this file")
  @Nullable Path accountsOut;

  @Option(
      names = "--networks-out",
      paramLabel = "CSV",
      description = "write network_id,account_id,weight,life of the last night to this file")
  @Nullable Path networksOut;

  @Option(
      names = "--prevalence",
      paramLabel = "P",
      description =
          "also weigh accounts as if this share, such as 0.005, were attackers; repeatable")
  List<Double> prevalences = new ArrayList<>();

  @Option(
      names = "--population",
      paramLabel = "FILE",
      description =
          "weigh honest accounts by persona to this mix (CSV: persona,part), as `simulate` writes"
              + " it beside the truth")
  @Nullable Path population;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "write the figures as a page with plots (HTML) to this file; it opens offline")
  @Nullable Path report;

  @Option(
      names = "--gallery",
      paramLabel = "FILE",
      description =
          "write every feature's distribution over personas and scenarios as a page (HTML) to this"
              + " file")
  @Nullable Path gallery;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description =
          "keep the run in this folder: one that is broken off goes on from there when the same"
              + " command is given again (default: a temporary folder)")
  @Nullable Path work;

  private final SpentTime spent = new SpentTime();

  @Override
  public Integer call() {
    Instant started = Clock.systemUTC().instant();
    PrintWriter err = spec.commandLine().getErr();
    try {
      return run(started);
    } catch (BadFile unusable) {
      throw new ParameterException(
          spec.commandLine(), String.valueOf(unusable.getMessage()), unusable);
    } catch (EvaluationFailed | NightFailed failed) {
      err.println("evaluate: " + failed.getMessage());
      return 1;
    }
  }

  private int run(Instant started) {
    refuseNoPrevalence();
    refuseNoFolder();
    if (gallery != null && truth == null) {
      throw new ParameterException(spec.commandLine(), "--gallery needs --truth");
    }
    EventFile file = new EventFile(events);
    file.refuseIfUnreadable();
    Map<String, Truth> known = truth == null ? Map.of() : CsvFile.truth(truth);
    List<Harvest> taken = harvest == null ? List.of() : CsvFile.harvest(harvest);
    Map<String, Double> parts = parts(known);
    Played played = play(file, new Known(known, taken, new Activity(), parts));
    PrintWriter err = spec.commandLine().getErr();
    BrokenLines broken = played.broken;
    if (broken.count() > 0) {
      err.printf("%s: %,d broken lines, first %s%n", events, broken.count(), broken.first());
    }
    Evaluation.Outcome outcome = played.season.last();
    Scorecard scores = new Scorecard(outcome.verdicts(), known, taken);
    EvaluationReport told = new EvaluationReport(outcome, scores, truth != null);
    PrintWriter out = spec.commandLine().getOut();
    told.print(out);
    out.flush();
    JsonObject result = begin(started, broken);
    told.addTo(result);
    if (truth != null) {
      new JudgementReport(played.judgement, parts, prevalences, played.baselines).addTo(result);
      spent.on("figures");
    }
    result.add("seconds", spent.json());
    err.println(spent);
    if (json != null) {
      ResultFile.of(result).write(json);
    }
    if (report != null) {
      ReportPage.of(result).write(report);
    }
    writeAccounts(outcome.verdicts());
    writeNetworks(played.season.nights());
    return outcome.night() instanceof NightOutcome.Activated ? 0 : 1;
  }

  /** What is known beside the events. */
  private record Known(
      Map<String, Truth> truth,
      List<Harvest> harvest,
      Activity calls,
      Map<String, Double> population) {
    private Judgement judgement(List<JudgedNight> nights, long seed) {
      return new Judgement(nights, truth, harvest, calls, seed);
    }
  }

  private record Played(
      SeasonPlay.Season season,
      BrokenLines broken,
      Judgement judgement,
      Map<String, Map<String, Double>> baselines) {}

  /** Parts of the population by persona; empty: accounts count as they are. */
  private Map<String, Double> parts(Map<String, Truth> known) {
    Path file = population;
    if (file == null) {
      return Map.of();
    }
    if (truth == null) {
      throw new ParameterException(spec.commandLine(), "--population needs --truth");
    }
    Map<String, Double> parts = CsvFile.population(file).parts();
    Set<String> personas =
        known.values().stream()
            .filter(row -> !row.attack())
            .map(Truth::persona)
            .collect(Collectors.toCollection(TreeSet::new));
    if (personas.stream().noneMatch(persona -> parts.getOrDefault(persona, 0.0) > 0)) {
      throw new BadFile(file, "it has a part for none of the truth's personas: " + personas);
    }
    return parts;
  }

  /** A result that cannot be written is refused before hours of playing, not after. */
  private void refuseNoFolder() {
    Stream.of(json, accountsOut, networksOut, report, gallery)
        .filter(Objects::nonNull)
        .forEach(
            file -> {
              Path folder = file.toAbsolutePath().getParent();
              if (Files.isDirectory(file) || folder == null || !Files.isWritable(folder)) {
                throw new ParameterException(spec.commandLine(), file + " cannot be written");
              }
            });
  }

  private void refuseNoPrevalence() {
    for (double of : prevalences) {
      if (!(of > 0 && of < 1)) {
        throw new ParameterException(
            spec.commandLine(), "--prevalence is not between 0 and 1: " + of);
      }
    }
  }

  private Played play(EventFile file, Known known) {
    if (work == null) {
      try (TemporaryFolder folder = TemporaryFolder.create()) {
        NightPlan plan = new NightPlan(baselineEnd(file), seed);
        return play(file, known, plan, folder.path(), KeptNights.NONE);
      }
    }
    String version = String.join(" ", spec.root().version());
    WorkFolder folder = WorkFolder.of(work, WorkFolder.run(version, events, baselineUntil, seed));
    spent.on("telling_the_file");
    Instant end = folder.baselineEnd().orElseGet(() -> baselineEnd(file));
    if (end != null) {
      folder.keepBaselineEnd(end);
    }
    return play(file, known, new NightPlan(end, seed), folder.data(), folder.nights());
  }

  private Played play(EventFile file, Known known, NightPlan plan, Path data, KeptNights kept) {
    PrintWriter err = spec.commandLine().getErr();
    try (Platform platform = Platform.start(PlatformOptions.forAFile(data))) {
      spent.on("starting");
      BrokenLines broken = new BrokenLines();
      ClosedDayVectors days = new ClosedDayVectors(platform.ingest());
      BaselineSource baseline = new KeptBaseline(days::baseline);
      SeasonPlay.Season season =
          new SeasonPlay(platform, plan, baseline, kept, err::println, spent)
              .run(
                  sink ->
                      file.forEach(report -> sink.accept(counted(report, known.calls)), broken));
      Judgement judgement = known.judgement(season.nights(), seed);
      writeGallery(days, known, judgement);
      spent.on("gallery");
      Map<String, Map<String, Double>> baselines =
          compared(new ComparedDetectors(days, baseline, plan), season.nights());
      spent.on("baselines");
      return new Played(season, broken, judgement, baselines);
    }
  }

  private static Report counted(Report report, Activity calls) {
    if (report.hasUsage()) {
      calls.add(
          report.getUsage().getAccountId(),
          LocalDate.ofInstant(EventWire.eventTime(report), ZoneOffset.UTC),
          1);
    }
    return report;
  }

  private void writeGallery(ClosedDayVectors days, Known known, Judgement judgement) {
    if (gallery != null) {
      spec.commandLine().getErr().println("reading the features of the judged days");
      Judgement weighted =
          known.population.isEmpty() ? judgement : judgement.weightedBy(known.population);
      GalleryPage.of(new JudgedFeatures(days, known.truth, weighted, seed).shapes()).write(gallery);
    }
  }

  private Map<String, Map<String, Double>> compared(
      ComparedDetectors detectors, List<JudgedNight> nights) {
    if (truth == null || nights.isEmpty()) {
      return Map.of();
    }
    spec.commandLine().getErr().println("scoring the last day by simple detectors");
    return detectors.scores(nights.get(nights.size() - 1));
  }

  /** The end of the first half of the days, unless told; the file is read for that. */
  private @Nullable Instant baselineEnd(EventFile file) {
    if (baselineUntil != null) {
      return baselineUntil;
    }
    Activity calls = new Activity();
    file.forEach(report -> counted(report, calls), new BrokenLines());
    spent.on("reading_file");
    List<LocalDate> days = calls.days();
    return days.isEmpty()
        ? null
        : days.get(days.size() / 2).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private JsonObject begin(Instant started, BrokenLines broken) {
    List<String> command = new ArrayList<>(List.of(spec.root().name()));
    command.addAll(spec.commandLine().getParseResult().originalArgs());
    JsonObject result = ResultFile.begin(started, command);
    result.addProperty("broken_lines", broken.count());
    JsonArray first = new JsonArray();
    broken.first().forEach(first::add);
    result.add("first_broken_lines", first);
    return result;
  }

  private void writeNetworks(List<JudgedNight> nights) {
    if (networksOut == null) {
      return;
    }
    StringBuilder text = new StringBuilder("network_id,account_id,weight,life\n");
    if (!nights.isEmpty()) {
      for (SeenNetwork network : nights.get(nights.size() - 1).networks()) {
        new TreeMap<>(network.members())
            .forEach(
                (account, weight) ->
                    text.append(
                        String.join(
                                ",", network.id(), account, String.valueOf(weight), network.life())
                            + "\n"));
      }
    }
    write(networksOut, text);
  }

  private void writeAccounts(Map<String, Verdict> verdicts) {
    if (accountsOut == null) {
      return;
    }
    StringBuilder text = new StringBuilder("account_id,risk,band,network_id\n");
    verdicts.forEach((account, verdict) -> text.append(line(account, verdict)).append('\n'));
    write(accountsOut, text);
  }

  private static void write(Path file, CharSequence text) {
    try {
      Files.writeString(file, text);
    } catch (IOException unwritable) {
      throw new UncheckedIOException("cannot write " + file, unwritable);
    }
  }

  private static String line(String account, Verdict verdict) {
    return String.join(
        ",",
        account,
        verdict.hasRisk() ? String.valueOf(verdict.getRisk()) : "",
        Scorecard.name(verdict.getBand()),
        verdict.getNetworkId());
  }
}
