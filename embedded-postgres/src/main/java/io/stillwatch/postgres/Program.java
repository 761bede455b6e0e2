package io.stillwatch.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program run to its end in a given folder, blind to the {@code PG…} variables of whoever started
 * us.
 */
final class Program {
  private final ProcessBuilder builder;

  Program(Path folder, List<String> command) {
    builder =
        new ProcessBuilder(new ArrayList<>(command))
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
  }

  Program with(String variable, String value) {
    builder.environment().put(variable, value);
    return this;
  }

  /**
   * What a program said, on both streams in turn, and the exit code; 127 when it is not there at
   * all.
   */
  record Outcome(int exit, String output) {
    boolean succeeded() {
      return exit == 0;
    }
  }

  /** Waits for the end, even when interrupted: a shutdown may not leave a server half stopped. */
  Outcome run() {
    Process process;
    try {
      process = builder.start();
    } catch (IOException missing) {
      return new Outcome(127, String.valueOf(missing.getMessage()));
    }
    try {
      process.getOutputStream().close();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return new Outcome(end(process), output);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /**
   * Waits for a process and returns its exit code, even when interrupted. {@code Process.onExit}
   * would wait for a thread of the common pool, too, all of which may wait for us.
   */
  static int end(Process process) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return process.waitFor();
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
