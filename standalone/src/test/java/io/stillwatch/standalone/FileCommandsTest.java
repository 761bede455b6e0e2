package io.stillwatch.standalone;

import static io.stillwatch.standalone.FakePlatform.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import io.stillwatch.features.wire.EventWire;
import io.stillwatch.features.wire.SketchWire;
import io.stillwatch.sketch.PromptSketch;
import io.stillwatch.sketch.SketchAlias;
import io.stillwatch.standalone.FakePlatform.Outcome;
import io.stillwatch.standalone.files.EventFile;
import io.stillwatch.v1.Report;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileCommandsTest {
  private static final String SYSTEM =
      "You are a patient tutor who answers each question step by step and in full";
  private static final String HEAD =
      "\"event_id\": \"e1\", \"account_id\": \"a1\", \"event_time\": \"2026-01-05T12:00:00Z\"";

  @TempDir Path folder;

  @Test
  void sketch_ofAPrompt_keepsNoTextAndCanBeReported() throws Exception {
    Report report =
        sketched(
            "{" + HEAD + ", \"prompt\": " + prompt("what is a heron and where does it live") + "}");
    assertThat(report.getUsage().getAccountId()).isEqualTo("a1");
    assertThat(report.getUsage().getSketch().getSystemTokens()).isEqualTo(15);
    assertThat(EventWire.read("file", report)).isNotNull();
    assertThat(Files.readString(folder.resolve("events.jsonl"))).doesNotContain("heron", "tutor");
  }

  @Test
  void sketch_sameFrameOtherBody_sharesTheFrame() throws Exception {
    write(
        "{" + HEAD + ", \"prompt\": " + prompt("what is a heron and where does it live") + "}",
        "{" + HEAD + ", \"prompt\": " + prompt("how many bridges did the old town have") + "}");
    assertThat(sketch().exit()).isZero();
    List<Report> reports = reports();
    PromptSketch one = SketchWire.read(reports.get(0).getUsage().getSketch());
    PromptSketch other = SketchWire.read(reports.get(1).getUsage().getSketch());
    assertThat(one.frameBands()).hasSize(4).isEqualTo(other.frameBands());
    assertThat(one.bodyHash()).isNotEqualTo(other.bodyHash());
  }

  @Test
  void sketch_withTheSameKeyFile_givesTheSameBytes() throws Exception {
    write("{" + HEAD + ", \"prompt\": " + prompt("what is a heron and where does it live") + "}");
    Path key = folder.resolve("sketch.key");
    Path events = folder.resolve("events.jsonl");
    assertThat(sketch("--key-file", key.toString()).exit()).isZero();
    String first = Files.readString(events);
    assertThat(sketch("--key-file", key.toString()).exit()).isZero();
    assertThat(Files.readString(events)).isEqualTo(first);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(sketch().exit()).isZero();
    assertThat(Files.readString(events)).isNotEqualTo(first);
  }

  @Test
  void sketch_withARetiringKey_hasTheAliasOfTheOldSketch() throws Exception {
    write("{" + HEAD + ", \"prompt\": " + prompt("what is a heron and where does it live") + "}");
    String old = folder.resolve("old.key").toString();
    String key = folder.resolve("sketch.key").toString();
    assertThat(sketch("--key-file", old).exit()).isZero();
    PromptSketch before = SketchWire.read(reports().get(0).getUsage().getSketch());
    assertThat(sketch("--key-file", key, "--retiring-key-file", old).exit()).isZero();
    PromptSketch after = SketchWire.read(reports().get(0).getUsage().getSketch());
    assertThat(after.alias()).isEqualTo(SketchAlias.of(before));
    assertThat(after.keyId()).isNotEqualTo(before.keyId());
    assertThat(before.alias()).isNull();
  }

  @Test
  void sketch_withoutSuchARetiringKey_exitsWith1AndMakesNone() throws Exception {
    write("{" + HEAD + "}");
    Path none = folder.resolve("none.key");
    Outcome outcome = sketch("--retiring-key-file", none.toString());
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).contains("cannot read the key file " + none);
    assertThat(none).doesNotExist();
    assertThat(folder.resolve("events.jsonl")).doesNotExist();
  }

  @Test
  void sketch_withTheSameKeyTwice_exitsWith1() throws Exception {
    write("{" + HEAD + "}");
    String key = folder.resolve("sketch.key").toString();
    assertThat(sketch("--key-file", key).exit()).isZero();
    Outcome outcome = sketch("--key-file", key, "--retiring-key-file", key);
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).contains("hold the same key");
  }

  @Test
  void sketch_ofAnAccountEvent_passesThrough() throws Exception {
    Report report = sketched("{" + HEAD + ", \"signedUp\": {\"country\": \"DE\"}}");
    assertThat(report.getAccount().getSignedUp().getCountry()).isEqualTo("DE");
    report = sketched("{" + HEAD + ", \"instrument_added\": {\"instrument_token\": \"i1\"}}");
    assertThat(report.getAccount().getInstrumentAdded().getInstrumentToken()).isEqualTo("i1");
  }

  @Test
  void sketch_ofReports_isTheSame() throws Exception {
    assertThat(sketched("{\"usage\": {" + HEAD + "}}").getUsage().getEventId()).isEqualTo("e1");
    assertThat(sketched("{\"account\": {" + HEAD + ", \"banned\": {}}}").getAccount().hasBanned())
        .isTrue();
  }

  @Test
  void sketch_withoutAPrompt_makesNoSketch() throws Exception {
    assertThat(sketched("{" + HEAD + "}").getUsage().hasSketch()).isFalse();
  }

  @Test
  void sketch_ofParts_readsTheirText() throws Exception {
    String parts =
        "[{\"type\": \"text\", \"text\": \"one two three\"}, {\"type\": \"image\", \"url\": \"x\"}]";
    Report report =
        sketched(
            "{"
                + HEAD
                + ", \"prompt\": {\"messages\": [{\"role\": \"user\", \"content\": "
                + parts
                + "}]}}");
    assertThat(report.getUsage().getSketch().getUserTokens()).isEqualTo(3);
  }

  @Test
  void sketch_packedFiles_areReadAndWritten() throws Exception {
    write("{" + HEAD + "}");
    Path packed = folder.resolve("events.jsonl.gz");
    Outcome outcome =
        run("sketch", "--in", folder.resolve("raw.jsonl").toString(), "--out", packed.toString());
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    try (EventFile events = EventFile.open(packed)) {
      assertThat(events.next().getUsage().getEventId()).isEqualTo("e1");
      assertThat(events.next()).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"prompt\": {\"system\": \"the heron",
        "[\"the heron\"]",
        "{} {\"the heron\": 1}",
        "{\"prompt\": \"the heron\"}",
        "{\"prompt\": {\"messages\": \"the heron\"}}",
        "{\"prompt\": {\"messages\": [\"the heron\"]}}",
        "{\"prompt\": {\"messages\": [{\"role\": 7, \"content\": \"the heron\"}]}}",
        "{\"prompt\": {\"messages\": [{\"role\": \"user\", \"content\": {\"a\": \"the heron\"}}]}}",
        "{\"prompt\": {\"system\": [{\"text\": [\"the heron\"]}]}}",
        "{\"prompt\": {\"system\": \"the heron\"}, \"input_tokens\": \"many\"}",
        "{\"prompt\": {\"system\": \"the heron\"}, \"input_tokens\": -1}",
        "{\"prompt\": {\"system\": \"the heron\"}, \"not_a_field\": 1}",
        "{'prompt': 'the heron'}",
        "\uFEFF{\"prompt\": \"the heron\"}",
      })
  void sketch_brokenLine_exitsWith1NamingTheLineAndNoText(String line) throws Exception {
    write("{" + HEAD + "}", line);
    Outcome outcome = sketch();
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).contains("raw.jsonl:2: ").doesNotContain("heron");
    assertThat(folder.resolve("events.jsonl")).doesNotExist();
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(folder.resolve("raw.jsonl"));
    }
  }

  @Test
  void sketch_lineThatIsNoUtf8_exitsWith1() throws Exception {
    Files.write(folder.resolve("raw.jsonl"), new byte[] {'{', (byte) 0xff, '}', '\n'});
    Outcome outcome = sketch();
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).contains("raw.jsonl:1: not UTF-8");
  }

  @Test
  void sketch_lineWithoutEnd_isRefusedBeforeItFillsMemory() throws Exception {
    byte[] endless = "x".repeat(17 << 20).getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve("raw.jsonl"), endless);
    Outcome outcome = sketch();
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).contains("raw.jsonl:1: a line of more than");
  }

  @Test
  void sketch_shortKey_exitsWith1AndHidesIt() throws Exception {
    write("{" + HEAD + "}");
    Path key = Files.writeString(folder.resolve("sketch.key"), "tooshort");
    Outcome outcome = sketch("--key-file", key.toString());
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).contains("at least 16 bytes").doesNotContain("tooshort");
  }

  @Test
  void simulate_twice_givesTheSameBytes() throws Exception {
    for (String out : List.of("one", "two")) {
      Outcome outcome = simulate("--out", folder.resolve(out).toString());
      assertThat(outcome.exit()).as(outcome.err()).isZero();
      assertThat(outcome.out()).contains(" groups and people) over 4 days");
    }
    for (String file : List.of("events.jsonl.gz", "truth.csv", "harvest.csv")) {
      assertThat(folder.resolve("one").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("two").resolve(file));
    }
  }

  @Test
  void simulate_resultThatCannotBeWritten_exitsWith1AndSaysWhere() throws Exception {
    String json = folder.resolve("no-such-folder/result.json").toString();
    Outcome outcome = simulate("--out", folder.resolve("one").toString(), "--json", json);
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).contains("cannot write the result to " + json);
  }

  @Test
  void simulate_honest_leavesTheCampaignsOut() throws Exception {
    Outcome outcome = simulate("--out", folder.toString(), "--honest");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(Files.readAllLines(folder.resolve("truth.csv")))
        .hasSizeGreaterThan(90)
        .noneMatch(line -> line.contains(",attack,"));
  }

  @Test
  void simulate_persona_hasThatKindAloneAndSaysHowManyGroups() throws Exception {
    Path json = folder.resolve("result.json");
    Outcome outcome =
        simulate("--out", folder.toString(), "--persona", "classroom", "--json", json.toString());
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    List<String> truth = Files.readAllLines(folder.resolve("truth.csv"));
    List<String> accounts = truth.subList(1, truth.size());
    assertThat(accounts).hasSize(100).allMatch(line -> line.contains(",legit,L08,,classroom,"));
    long groups = accounts.stream().map(line -> line.split(",", -1)[5]).distinct().count();
    assertThat(Files.readString(json)).contains("\"units\": " + groups);
  }

  @Test
  void simulate_bothFormats_holdTheSameEvents() throws Exception {
    simulate("--out", folder.resolve("one").toString());
    simulate("--out", folder.resolve("two").toString(), "--format", "pb");
    List<Report> lines = all(folder.resolve("one/events.jsonl.gz"));
    assertThat(lines).isNotEmpty().isEqualTo(all(folder.resolve("two/events.pb.gz")));
  }

  @ParameterizedTest
  @CsvSource({
    "--accounts, -3",
    "--accounts, many",
    "--days, 0",
    "--persona, nobody",
    "--persona, two_pools",
    "--season, no-such-season",
    "--season, no-such.yaml",
    "--format, xml"
  })
  void simulate_badValue_isBadUsageNamingIt(String option, String value) {
    Outcome outcome = run("simulate", "--out", folder.toString(), option, value);
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).contains(value);
  }

  private Outcome simulate(String... more) {
    List<String> line = new ArrayList<>(List.of("simulate", "--accounts", "100", "--days", "4"));
    line.addAll(List.of(more));
    return run(line.toArray(String[]::new));
  }

  private static List<Report> all(Path file) {
    List<Report> all = new ArrayList<>();
    try (EventFile events = EventFile.open(file)) {
      for (Report report = events.next(); report != null; report = events.next()) {
        all.add(report);
      }
    }
    return all;
  }

  private void write(String... lines) throws Exception {
    Files.write(folder.resolve("raw.jsonl"), List.of(lines));
  }

  private Outcome sketch(String... more) {
    List<String> line = new ArrayList<>(List.of("sketch"));
    line.addAll(List.of("--in", folder.resolve("raw.jsonl").toString()));
    line.addAll(List.of("--out", folder.resolve("events.jsonl").toString()));
    line.addAll(List.of(more));
    return run(line.toArray(String[]::new));
  }

  private List<Report> reports() throws Exception {
    List<Report> reports = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("events.jsonl"))) {
      Report.Builder report = Report.newBuilder();
      JsonFormat.parser().merge(line, report);
      reports.add(report.build());
    }
    return reports;
  }

  private Report sketched(String line) throws Exception {
    write(line);
    Outcome outcome = sketch();
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    return reports().get(0);
  }

  private static String prompt(String question) {
    return "{\"system\": \""
        + SYSTEM
        + "\", \"messages\": [{\"role\": \"user\", \"content\": \""
        + question
        + "\"}]}";
  }
}
