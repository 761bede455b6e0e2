package io.stillwatch.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A {@code stillwatch} command that goes on until it is told to end, or killed. */
final class RunningCommand implements AutoCloseable {
  private final Path log;
  private final Process process;

  RunningCommand(Path log, String... arguments) {
    this.log = log;
    this.process = Command.start(log, arguments);
  }

  /** All that it printed so far. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the kernel calls it. */
  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Waits until something has come; a command that ends before, or takes too long, is killed. */
  void await(String what, Duration patience, BooleanSupplier come) {
    Instant end = Instant.now().plus(patience);
    while (!come.getAsBoolean()) {
      if (!alive() || Instant.now().isAfter(end)) {
        process.destroyForcibly();
        throw new AssertionError("still waiting for " + what + ":\n" + log());
      }
      pause();
    }
  }

  /** The kernel's own end: no hook runs. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Asks it to end and waits for that. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
