package io.stillwatch.benchmarks;

import io.stillwatch.standalone.Stillwatch;
import picocli.CommandLine;

/** The {@code stillwatch} command with {@code bench}; what that needs stays out of the others. */
public final class StillwatchBench {
  private StillwatchBench() {}

  static CommandLine commandLine() {
    return Stillwatch.commandLine()
        .addSubcommand(new BenchCommand())
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }
}
