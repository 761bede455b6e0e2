package io.stillwatch.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.stillwatch.simulator.PopulationMix;
import io.stillwatch.simulator.SeasonWriter;
import io.stillwatch.simulator.Truth;
import io.stillwatch.simulator.cast.Casting;
import io.stillwatch.simulator.season.SeasonFile;
import io.stillwatch.simulator.season.SeasonPlan;
import io.stillwatch.simulator.season.SeasonPlan.CampaignPlan;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EvaluateCommandTest {
  private static final int SEED = 5;

  @TempDir Path folder;

  @Test
  void evaluate_aSeasonWithACampaign_findsItAndSaysSo() throws Exception {
    SeasonPlan season =
        SeasonFile.named("demo")
            .withAccounts(700)
            .withDays(8)
            .withCampaigns(List.of(new CampaignPlan("load_balancer", 1, 50, 0, Map.of())));
    SeasonWriter.write(Casting.play(season, SEED), folder, SeasonWriter.Format.PB);
    Path json = folder.resolve("result.json");
    Path accounts = folder.resolve("accounts.csv");
    Path population = folder.resolve("population.csv");
    Files.writeString(population, PopulationMix.HEADER + "\nchat,9\napi,1\nghost,3\n");
    Outcome outcome =
        run(
            "--events",
            folder.resolve("events.pb.gz").toString(),
            "--population",
            population.toString(),
            "--report",
            folder.resolve("report.html").toString(),
            "--gallery",
            folder.resolve("gallery.html").toString(),
            "--truth",
            folder.resolve("truth.csv").toString(),
            "--harvest",
            folder.resolve("harvest.csv").toString(),
            "--json",
            json.toString(),
            "--accounts-out",
            accounts.toString());
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    JsonObject result = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
    assertThat(result.get("attack_at_soft").getAsJsonObject().get("share").getAsDouble())
        .as(outcome.toString())
        .isGreaterThan(0.5);
    assertThat(result.get("honest_accounts_flagged").getAsInt())
        .as(outcome.toString())
        .isLessThan(12);
    assertThat(result.get("networks_found").getAsInt()).isEqualTo(1);
    assertThat(result.keySet())
        .contains("population", "account", "bands", "scenarios", "personas", "networks");
    assertThat(result.get("baselines").getAsJsonArray())
        .hasSizeGreaterThan(1)
        .first()
        .extracting(of -> of.getAsJsonObject().get("name").getAsString())
        .isEqualTo("stillwatch_last_night");
    assertThat(result.get("account").getAsJsonObject().keySet())
        .contains("pr_auc", "pr_auc_low", "pr_auc_high", "recall_at_fpr_0_0001");
    assertThat(result.get("population").getAsJsonObject().get("weighted").getAsBoolean()).isTrue();
    assertThat(result.get("population").getAsJsonObject().get("parts_without_account").toString())
        .isEqualTo("[\"ghost\"]");
    assertThat(folder.resolve("report.html")).content().contains("S04", "requests_per_day");
    assertThat(folder.resolve("gallery.html"))
        .content()
        .contains("S04 load_balancer", "requests_7d_log");
    assertThat(result.get("unweighted").getAsJsonObject().keySet()).contains("account", "bands");
    assertThat(result.keySet()).contains("machine", "jdk", "cores", "started", "command");
    assertThat(Files.readAllLines(accounts))
        .hasSize(1 + result.get("accounts").getAsInt())
        .startsWith("account_id,risk,band,network_id")
        .anyMatch(line -> line.contains(",soft,net-") || line.contains(",hard,net-"));
  }

  @Test
  void evaluate_tooFewDays_staysUnknownAndExitsWith1() throws Exception {
    Path events = folder.resolve("events.jsonl");
    Files.writeString(events, usage("account-1", "2026-01-05T10:00:00Z"));
    Outcome outcome = run("--events", events.toString());
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(1);
    assertThat(outcome.said()).contains("too little to learn from").contains("unknown");
  }

  @Test
  void evaluate_brokenLine_isCountedWithItsNumber() throws Exception {
    Path events = folder.resolve("events.jsonl");
    Path json = folder.resolve("result.json");
    Files.writeString(
        events, usage("account-1", "2026-01-05T10:00:00Z") + "{\"usage\": nonsense}\n");
    Outcome outcome = run("--events", events.toString(), "--json", json.toString());
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(1);
    assertThat(outcome.said()).contains("1 broken lines, first [2]");
    JsonObject result = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
    assertThat(result.get("broken_lines").getAsInt()).isEqualTo(1);
    assertThat(result.get("first_broken_lines").getAsJsonArray().get(0).getAsInt()).isEqualTo(2);
  }

  @Test
  void evaluate_eventThatBreaksABound_isRefusedWithSequenceFieldAndValue() throws Exception {
    Path events = folder.resolve("events.jsonl");
    Files.writeString(
        events,
        usage("account-1", "2026-01-05T10:00:00Z")
            + usage("account-1", "2026-01-05T10:00:01Z")
                .replace("\"inputTokens\":5", "\"inputTokens\":4000000000"));
    Outcome outcome = run("--events", events.toString());
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.said()).contains("sequence 2").contains("4000000000");
  }

  @Test
  void evaluate_missingFiles_areBadUsage() throws Exception {
    assertThat(run().exit()).isEqualTo(2);
    Outcome noEvents = run("--events", folder.resolve("none.jsonl").toString());
    assertThat(noEvents.exit()).isEqualTo(2);
    assertThat(noEvents.said()).contains("none.jsonl");
  }

  @Test
  void evaluate_truthThatIsNone_isBadUsage() throws Exception {
    Path events = folder.resolve("events.jsonl");
    Files.writeString(events, usage("account-1", "2026-01-05T10:00:00Z"));
    Path truth = folder.resolve("truth.csv");
    Files.writeString(truth, Truth.HEADER + "\nsomebody,guilty,S05,,pipeline,\n");
    Outcome label = run("--events", events.toString(), "--truth", truth.toString());
    assertThat(label.exit()).isEqualTo(2);
    assertThat(label.said()).contains("line 2").contains("\"guilty\"");
    Files.writeString(truth, "somebody,attack\n");
    Outcome header = run("--events", events.toString(), "--truth", truth.toString());
    assertThat(header.exit()).isEqualTo(2);
    assertThat(header.said()).contains("the first line is not");
  }

  @Test
  void evaluate_populationThatIsNone_isBadUsageBeforeAnythingIsPlayed() throws Exception {
    Path events = folder.resolve("events.jsonl");
    Files.writeString(events, usage("account-1", "2026-01-05T10:00:00Z"));
    Path truth = folder.resolve("truth.csv");
    Files.writeString(truth, Truth.HEADER + "\naccount-1,legit,L0,,chat,\n");
    Map<String, String> wrong =
        Map.of(
            "persona,share\n", "the first line is not",
            "persona,part\nchat,-1\n", "line 2",
            "persona,part\nchat,many\n", "line 2",
            "persona,part\nchat,1\nchat,2\n", "there twice",
            "persona,part\n", "no persona has a part",
            "persona,part\nghost,1\n", "none of the truth's personas: [chat]");
    for (Map.Entry<String, String> file : wrong.entrySet()) {
      Path population = folder.resolve("population.csv");
      Files.writeString(population, file.getKey());
      Outcome outcome =
          run(
              "--events",
              events.toString(),
              "--truth",
              truth.toString(),
              "--population",
              population.toString());
      assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(2);
      assertThat(outcome.said()).contains(file.getValue());
    }
  }

  @Test
  void evaluate_pagesThatCannotBe_areRefusedBeforeAnythingIsPlayed() throws Exception {
    Path events = folder.resolve("events.jsonl");
    Files.writeString(events, usage("account-1", "2026-01-05T10:00:00Z"));
    for (String option : List.of("--population", "--gallery")) {
      Outcome alone = run("--events", events.toString(), option, "some-file");
      assertThat(alone.exit()).isEqualTo(2);
      assertThat(alone.said()).contains(option + " needs --truth");
    }
    for (Path nowhere : List.of(folder, folder.resolve("none/report.html"))) {
      Outcome outcome = run("--events", events.toString(), "--report", nowhere.toString());
      assertThat(outcome.exit()).isEqualTo(2);
      assertThat(outcome.said()).contains(nowhere + " cannot be written");
    }
  }

  private record Outcome(int exit, String said) {}

  private static Outcome run(String... arguments) {
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said);
    CommandLine command = new CommandLine(new EvaluateCommand()).setOut(writer).setErr(writer);
    int exit = command.execute(List.of(arguments).toArray(String[]::new));
    return new Outcome(exit, said.toString());
  }

  private static String usage(String account, String time) {
    return "{\"usage\":{\"eventId\":\"e-%s\",\"accountId\":\"%s\",\"eventTime\":\"%s\",\"inputTokens\":5}}\n"
        .formatted(time, account, time);
  }
}
