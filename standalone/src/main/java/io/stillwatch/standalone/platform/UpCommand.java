package io.stillwatch.standalone.platform;

import io.stillwatch.evaluation.platform.Platform;
import io.stillwatch.evaluation.platform.PlatformOptions;
import io.stillwatch.rim.time.ServiceClock;
import io.stillwatch.standalone.commands.CommandFailed;
import io.stillwatch.trainer.NightFailed;
import io.stillwatch.trainer.NightPlan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs both services on an embedded PostgreSQL until it is told to end. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description =
        "Runs both services on an embedded PostgreSQL, keeps their data, and trains every night.")
public final class UpCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(UpCommand.class);

  /** Of the hour, when no day is closed and no usual night begins. */
  private static final int MINUTE = 30;

  @Spec CommandSpec command = CommandSpec.create();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${sys:user.home}/.stillwatch",
      description = "folder that keeps everything (default: ${DEFAULT-VALUE})")
  Path data = Path.of("");

  @Mixin PortOptions ports = new PortOptions();

  @Option(
      names = "--train-at",
      paramLabel = "HH:MM",
      defaultValue = "02:00",
      description = "when to train, in UTC (default: ${DEFAULT-VALUE})")
  LocalTime trainAt = LocalTime.MIDNIGHT;

  @Option(
      names = "--hourly",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description =
          "also look for networks at half past every hour, with the model of the night (default:"
              + " yes)")
  boolean hourly;

  @Option(
      names = "--backfill",
      description =
          "take the time from the events, to play old files: days close as the events go on")
  boolean backfill;

  @Option(
      names = "--json-logs",
      description = "log JSON (Elastic Common Schema), one object a line, and what goes well too")
  boolean jsonLogs;

  @Override
  public Integer call() throws InterruptedException {
    PlatformOptions options =
        new PlatformOptions(
            data,
            ports.orUsual(),
            backfill ? ServiceClock.Source.EVENTS : ServiceClock.Source.SYSTEM,
            jsonLogs);
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    Platform platform = Platform.start(options);
    Thread hook = new Thread(() -> stop(end, closed), "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      run(platform, end);
      ClassArchive.keep();
    } finally {
      closed.countDown();
    }
    return 0;
  }

  private void run(Platform platform, CountDownLatch end) throws InterruptedException {
    List<Schedule> schedules = new ArrayList<>();
    schedules.add(
        new Schedule(
            "nightly-training",
            Schedule.daily(trainAt),
            () -> tell("training", () -> platform.train(NightPlan.USUAL).text()),
            Clock.systemUTC()));
    if (hourly) {
      schedules.add(
          new Schedule(
              "hourly-discovery",
              Schedule.hourly(MINUTE),
              () -> tell("looking for networks", () -> platform.lookForNetworks().text()),
              Clock.systemUTC()));
    }
    try {
      greet(platform);
      awaitEnd(platform, end);
    } finally {
      schedules.forEach(Schedule::close);
      platform.close();
    }
  }

  private static void awaitEnd(Platform platform, CountDownLatch end) throws InterruptedException {
    while (!end.await(1, TimeUnit.SECONDS)) {
      if (!platform.running()) {
        throw new CommandFailed("a service ended: its database is gone. Start again.");
      }
    }
  }

  /** On the way out of the JVM: lets the command end, and waits until everything is closed. */
  private static void stop(CountDownLatch end, CountDownLatch closed) {
    end.countDown();
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(String what, Supplier<String> work) {
    try {
      say(work.get());
    } catch (NightFailed failed) {
      if (jsonLogs) {
        LOG.error("{}: {}", what, failed.getMessage());
      } else {
        command.commandLine().getErr().println("stillwatch: " + what + ": " + failed.getMessage());
      }
    }
  }

  private void say(String text) {
    if (jsonLogs) {
      LOG.info(text);
      return;
    }
    PrintWriter out = command.commandLine().getOut();
    out.println(text);
    out.flush();
  }

  private void greet(Platform platform) {
    say(
        """
        Stillwatch is up.
          verdicts, networks, models   127.0.0.1:%d
          usage events, vectors        127.0.0.1:%d
          dashboard                    http://127.0.0.1:%d%s
          metrics of the intake        http://127.0.0.1:%d/actuator/prometheus
          data                         %s
          token                        in %s
          training                     every day at %s UTC%s
        Ctrl-C ends it; everything that was acknowledged is kept."""
            .formatted(
                platform.verdictPort(),
                platform.ingestPort(),
                platform.dashboardPort(),
                firstPassword(platform),
                platform.ingestMetricsPort(),
                data.toAbsolutePath(),
                data.resolve("operator-token").toAbsolutePath(),
                trainAt,
                hourly ? ", networks also every hour" : ""));
  }

  /** Beside the logs, not in them: they are kept. */
  private String firstPassword(Platform platform) {
    String text = FirstPassword.of(platform);
    if (!jsonLogs) {
      return text;
    }
    command.commandLine().getErr().print(text.isEmpty() ? "" : text.strip() + "\n");
    command.commandLine().getErr().flush();
    return "";
  }
}
