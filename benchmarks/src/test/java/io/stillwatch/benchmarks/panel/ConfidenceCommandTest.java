package io.stillwatch.benchmarks.panel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.stillwatch.standalone.commands.CommandFailed;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConfidenceCommandTest {
  private static final String YAML =
      """
      version: courses-1
      start: 2026-01-05
      baseline_days: 4
      season_days: 4
      accounts: 160
      most_calls: 100
      release_day: 5
      mix: {chat: 1, classroom: 3}
      campaigns:
        - {role: slow_spread, accounts: 24}
        - {role: load_balancer, accounts: 24}
      roles:
        classroom: {students: [40, 60]}
        slow_spread: {start: 0, arrival: 0.5, calls: 20, harvest: 1, paraphrase: 0}
        load_balancer: {start: 0, arrival: 0.5, calls: 20}
      """;

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path season = Path.of("");

  @BeforeEach
  void writeSeason() throws IOException {
    season = Files.writeString(folder.resolve("season.yaml"), YAML);
  }

  @Test
  void confidence_smallSeasons_tellsWeightsAndHowTheyHold() throws IOException {
    Path json = folder.resolve("confidence.json");
    Path weights = folder.resolve("confidence.properties");
    int code =
        run(
            "--seeds=3,4",
            "--honest-seeds=5",
            "--persona-seeds=classroom:6",
            "--out=" + weights,
            "--json=" + json);
    assertThat(code).as(err.toString()).isZero();

    JsonObject figures = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
    assertThat(figures.get("networks").getAsInt()).isGreaterThan(3);
    assertThat(figures.getAsJsonArray("weights")).hasSize(10);
    assertThat(figures.getAsJsonArray("kinds").toString()).contains("classroom", "S04");
    assertThat(figures.getAsJsonObject("unseen").get("honest").getAsInt()).isPositive();
    assertThat(out.toString()).contains("content_unexplained", "Brier score", "at 0.99");
    assertThat(Files.readString(weights))
        .contains("courses-1 seed 4", "courses-1 honest seed 5", "courses-1-classroom seed 6");
  }

  @Test
  void confidence_honestAlone_cannotBeFitted() throws IOException {
    Files.writeString(season, YAML.replaceAll("(?s)campaigns:.*roles:", "roles:"));
    assertThat(run()).isEqualTo(1);
    assertThat(err.toString()).contains("no network is a campaign's");
  }

  @Test
  void confidence_nonsense_isBadUsageWithTheValue() {
    assertThat(run("--ridge=-1")).isEqualTo(2);
    assertThat(run("--ridge=NaN")).isEqualTo(2);
    assertThat(run("--seeds=3,3")).isEqualTo(2);
    assertThat(run("--honest-seeds=7,7")).isEqualTo(2);
    assertThat(run("--honest-seeds=seven")).isEqualTo(2);
    assertThat(run("--persona-seeds=martian\u0007:1")).isEqualTo(2);
    assertThat(run("--persona-seeds=chat")).isEqualTo(2);
    assertThat(run("--persona-seeds=chat:x1")).isEqualTo(2);
    assertThat(run("--persona-seeds=chat:1,chat:1")).isEqualTo(2);
    assertThat(run("--out=" + folder.resolve("absent/file"))).isEqualTo(2);
    assertThat(err.toString())
        .contains("-1.0", "NaN", "[3, 3]", "honest seed 7", "seven", "martian", "KIND:SEED")
        .contains("\"x1\"", "courses-1-chat seed 1", "absent");
    assertThat(folder.resolve("work")).doesNotExist();
  }

  private int run(String... options) {
    CommandLine command =
        new CommandLine(new ConfidenceCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setExecutionExceptionHandler(
                (failure, line, parsed) -> {
                  line.getErr().println(failure.getMessage());
                  return failure instanceof CommandFailed ? 1 : 2;
                });
    String[] line = new String[options.length + 2];
    System.arraycopy(options, 0, line, 2, options.length);
    line[0] = "--season=" + season;
    line[1] = "--work=" + folder.resolve("work");
    return command.execute(line);
  }
}
