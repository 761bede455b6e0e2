package io.stillwatch.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code stillwatch demo} that found its network and goes on live. */
final class RunningDemo implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final Pattern DASHBOARD = Pattern.compile("dashboard: (http://\\S+)");
  private static final Pattern PASSWORD = Pattern.compile("admin, password (\\S+),");
  private static final Pattern TOKEN_FILE = Pattern.compile("cat (\\S+)/operator-token");

  private final Path log;
  private final int grpcPort = freePort();
  private final int ingestPort = freePort();
  private final Process process;

  private RunningDemo(Path folder, String... arguments) {
    this.log = folder.resolve("demo.log");
    String[] line = new String[arguments.length + 7];
    line[0] = "demo";
    System.arraycopy(arguments, 0, line, 1, arguments.length);
    String[] ports = {
      "--http-port", "0", "--grpc-port", "" + grpcPort, "--ingest-port", "" + ingestPort
    };
    System.arraycopy(ports, 0, line, arguments.length + 1, ports.length);
    this.process = Command.start(log, line);
  }

  /** Starts one and waits until it is live. */
  static RunningDemo start(Path folder, String... arguments) {
    RunningDemo demo = new RunningDemo(folder, arguments);
    try {
      demo.awaitLive();
      return demo;
    } catch (RuntimeException | AssertionError e) {
      demo.process.destroyForcibly();
      throw e;
    }
  }

  private void awaitLive() {
    Instant end = Instant.now().plus(PATIENCE);
    while (!log().contains("Usage events go to")) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        throw new AssertionError("the demo is not live:\n" + log());
      }
      pause();
    }
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
    Matcher found = words.matcher(log());
    if (!found.find()) {
      throw new AssertionError("the demo did not say " + words + ":\n" + log());
    }
    return found.group(1);
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
