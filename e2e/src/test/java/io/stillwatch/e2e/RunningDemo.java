package io.stillwatch.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code stillwatch demo} that found its network and goes on live. */
final class RunningDemo implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final Pattern DASHBOARD = Pattern.compile("dashboard: (http://\\S+)");
  private static final Pattern PASSWORD = Pattern.compile("admin, password (\\S+),");
  private static final Pattern TOKEN_FILE = Pattern.compile("cat (\\S+)/operator-token");

  private final int grpcPort = RunningCommand.freePort();
  private final int ingestPort = RunningCommand.freePort();
  private final RunningCommand demo;

  private RunningDemo(Path folder, String... arguments) {
    List<String> line = new ArrayList<>(List.of("demo"));
    line.addAll(List.of(arguments));
    line.addAll(List.of("--http-port", "0", "--grpc-port", String.valueOf(grpcPort)));
    line.addAll(List.of("--ingest-port", String.valueOf(ingestPort)));
    this.demo = new RunningCommand(folder.resolve("demo.log"), line.toArray(String[]::new));
  }

  /** Starts one and waits until it is live. */
  static RunningDemo start(Path folder, String... arguments) {
    RunningDemo running = new RunningDemo(folder, arguments);
    String live = "Usage events go to";
    running.demo.await(live, PATIENCE, () -> running.demo.log().contains(live));
    return running;
  }

  String dashboard() {
    return said(DASHBOARD);
  }

  String firstPassword() {
    return said(PASSWORD);
  }

  /** Trains once more: a second model is published and judges. */
  void trainAgain(Path folder) {
    Path data = Path.of(said(TOKEN_FILE));
    Command.Outcome outcome =
        Command.run(
            folder.resolve("train.log"),
            Duration.ofMinutes(3),
            "train",
            "--signing-key",
            data.resolve("signing-key.pem").toString(),
            "--features",
            "127.0.0.1:" + ingestPort,
            "--models",
            "127.0.0.1:" + grpcPort,
            "--features-token",
            "@" + data.resolve("operator-token"),
            "--models-token",
            "@" + data.resolve("operator-token"));
    if (outcome.exit() != 0) {
      throw new AssertionError("training failed:\n" + outcome.output());
    }
  }

  private String said(Pattern words) {
    Matcher found = words.matcher(demo.log());
    if (!found.find()) {
      throw new AssertionError("the demo did not say " + words + ":\n" + demo.log());
    }
    return found.group(1);
  }

  @Override
  public void close() {
    demo.close();
  }
}
