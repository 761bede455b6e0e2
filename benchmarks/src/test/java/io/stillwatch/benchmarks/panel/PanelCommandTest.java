package io.stillwatch.benchmarks.panel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.stillwatch.benchmarks.Measurement;
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

class PanelCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path season = Path.of("");

  @BeforeEach
  void writeSeason() throws IOException {
    season = Files.writeString(folder.resolve("season.yaml"), SmallSeason.YAML);
  }

  @Test
  void panel_twoSeeds_areJudgedTogether() throws IOException {
    Path json = folder.resolve("panel.json");
    assertThat(run("--seeds", "3,4", "--json", json.toString())).as(err.toString()).isZero();

    JsonObject figures = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
    assertThat(figures.get("nights").getAsInt()).isEqualTo(6);
    assertThat(figures.getAsJsonObject("population").get("attack").getAsInt()).isEqualTo(44);
    assertThat(figures.getAsJsonArray("weighted")).hasSize(3);
    assertThat(out.toString()).contains("without controls", "home_automation");
  }

  @Test
  void panel_honestAndOnePersona_haveNoCampaigns() throws IOException {
    Path json = folder.resolve("honest.json");
    assertThat(run("--honest", "--json", json.toString())).as(err.toString()).isZero();
    JsonObject honest = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
    assertThat(honest.getAsJsonArray("scenarios")).isEmpty();

    assertThat(run("--persona", "chat", "--json", json.toString())).as(err.toString()).isZero();
    JsonObject chat = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
    assertThat(chat.getAsJsonArray("personas")).hasSize(1);
  }

  @Test
  void panel_foldOnly_saysNoFigure() {
    assertThat(run("--fold-only")).isZero();
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void panel_nonsense_isBadUsageWithTheValue() {
    assertThat(run("--prevalence", "1.5")).isEqualTo(2);
    assertThat(run("--seeds", "3,3")).isEqualTo(2);
    assertThat(run("--seeds", "x")).isEqualTo(2);
    assertThat(run("--persona", "martian\u0007")).isEqualTo(2);
    assertThat(run("--days", "1")).isEqualTo(2);
    assertThat(err.toString()).contains("1.5", "[3, 3]", "'x'", "martian", "days");
  }

  @Test
  void panel_damagedDay_failsWithItsName() throws IOException {
    assertThat(run("--fold-only")).isZero();
    try (var folders = Files.list(folder.resolve("work"))) {
      Path day = folders.findFirst().orElseThrow().resolve("2026-01-06.pb.gz");
      Files.writeString(day, "nonsense");
    }
    assertThat(run()).isEqualTo(1);
    assertThat(err.toString()).contains("2026-01-06.pb.gz").contains("remove its folder");
  }

  @Test
  void ablation_smallSeason_hasARowForWhateverIsLeftOut() throws IOException {
    Path json = folder.resolve("ablation.json");
    assertThat(run(new AblationCommand(), "--json", json.toString())).as(err.toString()).isZero();
    JsonObject figures = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
    assertThat(figures.getAsJsonArray("variants")).hasSize(1 + 5 + 2);
    assertThat(out.toString()).contains("usual", "without money", "no chat");
    assertThat(run(new AblationCommand(), "--what", "nobody")).isEqualTo(2);
    assertThat(err.toString()).contains("nobody");
  }

  @Test
  void curves_chanceOfRepeats_hasFivePoints() throws IOException {
    Path json = folder.resolve("curves.json");
    assertThat(run(new CurvesCommand(), "--only", "repeats", "--json", json.toString()))
        .as(err.toString())
        .isZero();
    JsonObject figures = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
    assertThat(figures.getAsJsonArray("points")).hasSize(5);
    assertThat(run(new CurvesCommand(), "--only", "S99")).isEqualTo(2);
    assertThat(err.toString()).contains("S99");
  }

  @Test
  void nights_smallSeason_hasEveryChange() {
    assertThat(run(new NightsCommand(), "--persona", "chat", "--users", "20"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("usual", "drift", "growth", "season", "launch");
    assertThat(run(new NightsCommand(), "--persona", "martian")).isEqualTo(2);
    assertThat(run(new NightsCommand(), "--persona", "chat", "--users", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("martian").contains("0 users");
  }

  private int run(String... options) {
    return run(new PanelCommand(), options);
  }

  private int run(Measurement measurement, String... options) {
    CommandLine command =
        new CommandLine(measurement)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setExecutionExceptionHandler(
                (failure, line, parsed) -> {
                  line.getErr().println(failure.getMessage());
                  return failure instanceof CommandFailed ? 1 : 2;
                });
    String[] line = new String[options.length + 4];
    System.arraycopy(options, 0, line, 4, options.length);
    line[0] = "--season";
    line[1] = season.toString();
    line[2] = "--work";
    line[3] = folder.resolve("work").toString();
    return command.execute(line);
  }
}
