package io.stillwatch.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.stillwatch.simulator.SeasonWriter;
import io.stillwatch.simulator.cast.Casting;
import io.stillwatch.simulator.season.SeasonFile;
import io.stillwatch.simulator.season.SeasonPlan;
import io.stillwatch.simulator.season.SeasonPlan.CampaignPlan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine;

/** Runs that are killed, and go on. */
class KeptRunTest {
  private static final int SEED = 7;

  /** What tells of this run rather than of the season; a model's version tells when it was made. */
  private static final List<String> OF_THE_RUN =
      List.of("started", "command", "seconds", "events_per_second", "night", "model_version");

  @TempDir Path folder;

  /** The command as a process of its own, to be killed. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new EvaluateCommand()).execute(arguments));
  }

  @Test
  void evaluate_killedAfterANightAndWithinOne_hasTheFiguresOfAnUnbrokenRun() throws Exception {
    SeasonPlan season =
        SeasonFile.named("demo")
            .withAccounts(700)
            .withDays(6)
            .withCampaigns(List.of(new CampaignPlan("load_balancer", 1, 50, 0, Map.of())));
    SeasonWriter.write(Casting.play(season, SEED), folder, SeasonWriter.Format.PB);
    Outcome unbroken = run(arguments("unbroken"));
    assertThat(unbroken.exit()).as(unbroken.said()).isZero();
    String[] kept = arguments("kept", "--work", work().toString());
    killAfterANight(kept);
    killWithinANight(kept);
    Outcome last = run(kept);
    assertThat(last.exit()).as(last.said()).isZero();
    assertThat(last.said()).contains("going on after").contains(", kept: model ");
    assertThat(figures("kept")).isEqualTo(figures("unbroken"));
    assertThat(Files.readString(folder.resolve("kept.csv")))
        .isEqualTo(Files.readString(folder.resolve("unbroken.csv")));
    Outcome other = run(arguments("other", "--work", work().toString(), "--seed", "8"));
    assertThat(other.exit()).isEqualTo(2);
    assertThat(other.said()).contains("keeps a run with seed 1, this one has 8");
    FileSystemUtils.deleteRecursively(work().resolve("platform"));
    Outcome gone = run(kept);
    assertThat(gone.exit()).isEqualTo(1);
    assertThat(gone.said()).contains("is kept, but the platform has 0 events");
  }

  @Test
  void evaluate_folderOfSomethingElse_isLeftAlone() throws Exception {
    Files.writeString(folder.resolve("events.pb.gz"), "");
    Files.createDirectories(work());
    Path letter = Files.writeString(work().resolve("letter.txt"), "dear");
    Outcome outcome = run(arguments("other", "--work", work().toString()));
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.said()).contains("neither empty nor the folder of a run");
    assertThat(letter).hasContent("dear");
  }

  private Path work() {
    return folder.resolve("work");
  }

  private String[] arguments(String name, String... further) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--events",
                folder.resolve("events.pb.gz").toString(),
                "--json",
                folder.resolve(name + ".json").toString(),
                "--accounts-out",
                folder.resolve(name + ".csv").toString()));
    if (Files.exists(folder.resolve("truth.csv"))) {
      arguments.addAll(List.of("--truth", folder.resolve("truth.csv").toString()));
      arguments.addAll(List.of("--harvest", folder.resolve("harvest.csv").toString()));
    }
    arguments.addAll(List.of(further));
    return arguments.toArray(String[]::new);
  }

  private JsonObject figures(String name) throws IOException {
    JsonObject all =
        JsonParser.parseString(Files.readString(folder.resolve(name + ".json"))).getAsJsonObject();
    OF_THE_RUN.forEach(all::remove);
    return all;
  }

  private static void killAfterANight(String... arguments) throws Exception {
    Process process = start(arguments);
    List<String> said = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null && !line.startsWith("night of ")) {
        said.add(line);
        line = lines.readLine();
      }
      assertThat(line).as(said.toString()).isNotNull();
      process.destroyForcibly().waitFor();
    }
  }

  /** Once the second night's model is fitted, and before anybody's verdict is kept. */
  private void killWithinANight(String... arguments) throws Exception {
    Process process = start(arguments);
    Thread reader = new Thread(() -> drain(process), "said");
    reader.start();
    while (process.isAlive() && !isWithinANight()) {
      Thread.sleep(5);
    }
    assertThat(process.isAlive()).isTrue();
    process.destroyForcibly().waitFor();
    reader.join();
    assertThat(isWithinANight()).as("a model without its night").isTrue();
  }

  private boolean isWithinANight() throws IOException {
    try (Stream<Path> files = Files.list(work().resolve("nights"))) {
      return files.anyMatch(file -> file.toString().endsWith(".model.gz"));
    }
  }

  private static void drain(Process process) {
    try {
      process.getInputStream().transferTo(System.err);
    } catch (IOException killed) {
      // There is nothing more to read.
    }
  }

  private static Process start(String... arguments) throws IOException {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                KeptRunTest.class.getName()));
    line.addAll(List.of(arguments));
    return new ProcessBuilder(line).redirectErrorStream(true).start();
  }

  private record Outcome(int exit, String said) {}

  private static Outcome run(String... arguments) {
    StringWriter said = new StringWriter();
    PrintWriter to = new PrintWriter(said);
    int exit = new CommandLine(new EvaluateCommand()).setOut(to).setErr(to).execute(arguments);
    return new Outcome(exit, said.toString());
  }
}
