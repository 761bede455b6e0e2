package io.stillwatch.standalone.platform;

import com.google.gson.JsonObject;
import io.stillwatch.evaluation.Evaluation;
import io.stillwatch.evaluation.LiveFeed;
import io.stillwatch.evaluation.Scorecard;
import io.stillwatch.evaluation.platform.Platform;
import io.stillwatch.evaluation.platform.PlatformOptions;
import io.stillwatch.evaluation.platform.TemporaryFolder;
import io.stillwatch.rim.time.ServiceClock;
import io.stillwatch.simulator.season.SeasonFile;
import io.stillwatch.standalone.commands.ResultOption;
import io.stillwatch.trainer.NightPlan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A simulated platform with hidden campaigns, played through everything that is real. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Simulates a platform with hidden campaigns, reports its events to both services, trains,"
          + " asks for verdicts, and prints what was planted, found and missed.",
      "Exit 1 if fewer than 3 networks are found, or more than 0.5 %% of honest accounts reach"
          + " soft."
    })
public final class DemoCommand implements Callable<Integer> {
  @Spec CommandSpec command = CommandSpec.create();

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "2600",
      description = "honest ones, 100 to 100,000 (default: ${DEFAULT-VALUE})")
  int accounts;

  @Option(
      names = "--days",
      paramLabel = "D",
      defaultValue = "14",
      description = "8 to 35, the last one is played live (default: ${DEFAULT-VALUE})")
  int days;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "the same seed gives the same events (default: ${DEFAULT-VALUE})")
  long seed;

  @Option(names = "--exit", description = "end after the report")
  boolean exit;

  @Mixin PortOptions ports = new PortOptions();

  @Mixin ResultOption result = new ResultOption();

  @Override
  public Integer call() throws InterruptedException {
    refuseOutside("--accounts", accounts, 100, 100_000);
    refuseOutside("--days", days, 8, 35);
    DemoSeason season =
        new DemoSeason(SeasonFile.named("demo").withAccounts(accounts).withDays(days), seed);
    CountDownLatch gone = new CountDownLatch(1);
    try {
      return run(season, gone);
    } finally {
      gone.countDown();
    }
  }

  /** The folder goes with the platform; only then may the JVM end. */
  private int run(DemoSeason season, CountDownLatch gone) throws InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    try (TemporaryFolder folder = TemporaryFolder.create();
        Platform platform = Platform.start(options(folder.path()))) {
      DemoReport report = play(season, platform);
      report.print(out);
      out.flush();
      JsonObject figures = report.json();
      result.write(figures);
      if (!exit) {
        goOn(season, platform, folder.path(), gone);
      }
      return report.passed() ? 0 : 1;
    }
  }

  private static void refuseOutside(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " is not within " + least + " to " + most + ": " + value);
    }
  }

  private PlatformOptions options(Path folder) {
    return new PlatformOptions(
        folder, exit ? ports.orFree() : ports.orUsual(), ServiceClock.Source.EVENTS);
  }

  private DemoReport play(DemoSeason season, Platform platform) {
    PrintWriter err = command.commandLine().getErr();
    err.printf(
        "Playing %,d honest accounts and hidden campaigns over %d days (seed %d)%n",
        accounts, days, seed);
    long begun = System.nanoTime();
    Evaluation.Outcome outcome =
        new Evaluation(platform, NightPlan.USUAL, err::println).run(season::playUntilLastDay);
    double seconds = (System.nanoTime() - begun) / 1e9;
    Scorecard scores = new Scorecard(outcome.verdicts(), season.truth(), season.harvest());
    return new DemoReport(outcome, scores, platform, seconds);
  }

  private void goOn(DemoSeason season, Platform platform, Path folder, CountDownLatch gone)
      throws InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              ended.countDown();
              awaitQuietly(gone);
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    DemoReport.printWhatToTry(out, platform, folder);
    out.flush();
    LiveFeed feed = LiveFeed.start(platform, season.lastDay(), 60);
    ended.await();
    feed.close();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
