package io.stillwatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** A small simulated season as files, made by the command itself. */
record Season(Path events, Path truth) {
  static Season simulate(Path folder, int accounts, int days, int seed) {
    Command.Outcome outcome =
        Command.run(
            folder.resolve("simulate.log"),
            Duration.ofMinutes(3),
            "simulate",
            "--season",
            "demo",
            "--accounts",
            String.valueOf(accounts),
            "--days",
            String.valueOf(days),
            "--seed",
            String.valueOf(seed),
            "--out",
            folder.resolve("season").toString());
    assertThat(outcome.exit()).as(outcome.output()).isZero();
    return new Season(folder.resolve("season/events.jsonl.gz"), folder.resolve("season/truth.csv"));
  }

  /** The account in the truth's first line. */
  String firstAccount() {
    try (Stream<String> lines = Files.lines(truth)) {
      return lines.skip(1).findFirst().orElseThrow().split(",", 2)[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
