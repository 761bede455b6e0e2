package io.stillwatch.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The built {@code stillwatch} command as a process of its own. */
final class Command {
  private Command() {}

  /** What a finished process left. */
  record Outcome(int exit, String output) {}

  static Process start(Path log, String... arguments) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-Xmx1g");
    line.add("-jar");
    line.add(Repository.root().resolve("standalone/target/stillwatch.jar").toString());
    line.addAll(List.of(arguments));
    return start(log, line);
  }

  static Outcome run(Path log, Duration patience, String... arguments) {
    return await(start(log, arguments), log, patience);
  }

  static Outcome runProgram(Path log, Duration patience, List<String> line) {
    return await(start(log, line), log, patience);
  }

  private static Process start(Path log, List<String> line) {
    try {
      return new ProcessBuilder(line)
          .redirectErrorStream(true)
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Outcome await(Process process, Path log, Duration patience) {
    try {
      if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("not done after " + patience + ":\n" + Files.readString(log));
      }
      return new Outcome(process.exitValue(), Files.readString(log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
