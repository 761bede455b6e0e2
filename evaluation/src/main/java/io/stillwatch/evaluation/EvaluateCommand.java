package io.stillwatch.evaluation;

import com.google.gson.JsonObject;
import io.stillwatch.evaluation.platform.Platform;
import io.stillwatch.evaluation.platform.PlatformOptions;
import io.stillwatch.evaluation.platform.TemporaryFolder;
import io.stillwatch.simulator.Harvest;
import io.stillwatch.simulator.Truth;
import io.stillwatch.trainer.NightFailed;
import io.stillwatch.trainer.NightOutcome;
import io.stillwatch.trainer.NightPlan;
import io.stillwatch.v1.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
        "Plays a file of events through both services in event time, trains once after the last"
            + " day, and holds every account's verdict against the truth.")
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
    EventFile file = new EventFile(events);
    file.refuseIfUnreadable();
    Map<String, Truth> known = truth == null ? Map.of() : CsvFile.truth(truth);
    List<Harvest> taken = harvest == null ? List.of() : CsvFile.harvest(harvest);
    Evaluation.Outcome outcome = play(file);
    Scorecard scores = new Scorecard(outcome.verdicts(), known, taken);
    EvaluationReport report = new EvaluationReport(outcome, scores, truth != null);
    PrintWriter out = spec.commandLine().getOut();
    report.print(out);
    out.flush();
    writeJson(report, started);
    writeAccounts(outcome.verdicts());
    return outcome.night() instanceof NightOutcome.Activated ? 0 : 1;
  }

  private Evaluation.Outcome play(EventFile file) {
    PrintWriter err = spec.commandLine().getErr();
    try (TemporaryFolder folder = TemporaryFolder.create();
        Platform platform = Platform.start(PlatformOptions.inEventTime(folder.path()))) {
      return new Evaluation(platform, new NightPlan(baselineUntil, seed), err::println)
          .run(file::forEach);
    }
  }

  private void writeJson(EvaluationReport report, Instant started) {
    if (json != null) {
      List<String> command = new ArrayList<>(List.of(spec.qualifiedName()));
      command.addAll(spec.commandLine().getParseResult().originalArgs());
      JsonObject result = ResultFile.begin(started, command);
      report.addTo(result);
      ResultFile.of(result).write(json);
    }
  }

  private void writeAccounts(Map<String, Verdict> verdicts) {
    if (accountsOut == null) {
      return;
    }
    StringBuilder text = new StringBuilder("account_id,risk,band,network_id\n");
    verdicts.forEach((account, verdict) -> text.append(line(account, verdict)).append('\n'));
    try {
      Files.writeString(accountsOut, text);
    } catch (IOException unwritable) {
      throw new UncheckedIOException("cannot write " + accountsOut, unwritable);
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
