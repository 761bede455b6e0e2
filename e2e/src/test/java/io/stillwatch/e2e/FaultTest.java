package io.stillwatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.v1.AccountVector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a crash costs: nothing, and nothing twice. Compared with a run that nobody interrupted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultTest {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Pattern ACKNOWLEDGED = Pattern.compile("acknowledged ([0-9,]+)");

  private Path folder;
  private Season season;
  private Map<String, AccountVector> uninterrupted;

  @BeforeAll
  void replayWithoutAFault(@TempDir Path shared) throws Exception {
    folder = shared;
    season = Season.simulate(folder, 300, 8, 11);
    Path calm = Files.createDirectory(folder.resolve("calm"));
    try (RunningPlatform platform = start(calm)) {
      Command.Outcome replay = replay(platform, calm.resolve("replay.log"));
      assertThat(replay.exit()).as(replay.output()).isZero();
      uninterrupted = AllVectors.of(platform);
    }
    assertThat(uninterrupted).hasSizeGreaterThan(250);
    assertThat(uninterrupted.values().stream().filter(vector -> vector.getRequests7D() > 30))
        .hasSizeGreaterThan(100);
  }

  @Test
  void kill_ofStandaloneDuringReplay_losesAndDoublesNothing() throws Exception {
    Path stormy = Files.createDirectory(folder.resolve("killed"));
    try (RunningPlatform platform = start(stormy)) {
      Process replay = startReplay(platform, stormy.resolve("interrupted.log"), 4_000);
      awaitAcknowledged(stormy.resolve("interrupted.log"), replay);
      platform.kill();
      replay.destroyForcibly().waitFor();
    }
    assertThat(vectorsAfterResuming(stormy)).isEqualTo(uninterrupted);
  }

  @Test
  void kill_ofPostgresDuringReplay_losesAndDoublesNothing() throws Exception {
    Path stormy = Files.createDirectory(folder.resolve("database"));
    try (RunningPlatform platform = start(stormy)) {
      Process replay = startReplay(platform, stormy.resolve("interrupted.log"), 4_000);
      awaitAcknowledged(stormy.resolve("interrupted.log"), replay);
      postmaster(platform.data()).destroyForcibly();
      replay.destroyForcibly().waitFor();
    }
    assertThat(vectorsAfterResuming(stormy)).isEqualTo(uninterrupted);
  }

  private Map<String, AccountVector> vectorsAfterResuming(Path stormy) throws Exception {
    try (RunningPlatform platform = start(stormy)) {
      Command.Outcome replay = replay(platform, stormy.resolve("resumed.log"));
      assertThat(replay.exit()).as(replay.output()).isZero();
      return AllVectors.of(platform);
    }
  }

  /** By the events' own clock: seen from today, the windows of an old season are empty. */
  private static RunningPlatform start(Path folder) {
    return RunningPlatform.start(folder, "--backfill");
  }

  private Command.Outcome replay(RunningPlatform platform, Path log) {
    return Command.run(
        log,
        PATIENCE,
        "replay",
        "--events",
        season.events().toString(),
        "--to",
        platform.ingestAddress(),
        "--token",
        platform.operatorToken());
  }

  private Process startReplay(RunningPlatform platform, Path log, int rate) {
    return Command.start(
        log,
        "replay",
        "--events",
        season.events().toString(),
        "--to",
        platform.ingestAddress(),
        "--token",
        platform.operatorToken(),
        "--rate",
        String.valueOf(rate));
  }

  /** Waits until the reporter says that a part was acknowledged, and checks that it is not done. */
  private static void awaitAcknowledged(Path log, Process replay) throws IOException {
    Instant end = Instant.now().plus(PATIENCE);
    while (acknowledged(log) < 5_000) {
      assertThat(replay.isAlive()).as("replay ended early:\n" + Files.readString(log)).isTrue();
      assertThat(Instant.now()).isBefore(end);
      RunningCommand.pause();
    }
    assertThat(replay.isAlive()).isTrue();
  }

  private static long acknowledged(Path log) throws IOException {
    long newest = 0;
    Matcher matcher = ACKNOWLEDGED.matcher(Files.exists(log) ? Files.readString(log) : "");
    while (matcher.find()) {
      newest = Long.parseLong(matcher.group(1).replace(",", ""));
    }
    return newest;
  }

  private static ProcessHandle postmaster(Path data) throws IOException {
    try (var files = Files.walk(data)) {
      Path pidFile =
          files.filter(file -> file.endsWith("postmaster.pid")).findFirst().orElseThrow();
      long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
      return ProcessHandle.of(pid).orElseThrow();
    }
  }
}
