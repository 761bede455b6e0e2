package io.stillwatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.stillwatch.evaluation.Evaluation;
import io.stillwatch.evaluation.platform.Platform;
import io.stillwatch.evaluation.platform.PlatformOptions;
import io.stillwatch.simulator.Truth;
import io.stillwatch.simulator.cast.Casting;
import io.stillwatch.simulator.play.Play;
import io.stillwatch.standalone.Stillwatch;
import io.stillwatch.trainer.NightPlan;
import io.stillwatch.v1.CreateTokenRequest;
import io.stillwatch.v1.TokenServiceGrpc;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The file that goes to a stranger. */
class SupportTest {
  private static final String PASSWORD = "hunter-two-correct-horse";
  private static final String LOOSE_TOKEN = "sw_Zm9yZ290dGVuLWluLWEtbG9n_-x";

  @TempDir static Path folder;
  private static Platform platform;
  private static final List<String> SECRETS = new ArrayList<>();
  private static List<String> accounts;

  @TempDir Path out;

  @BeforeAll
  static void playASeason() throws IOException {
    Play season = Casting.demo(2_000, 8, 3);
    platform = Platform.start(PlatformOptions.inEventTime(folder.resolve("data")));
    new Evaluation(platform, NightPlan.USUAL, progress -> {}).run(season::run);
    accounts = season.truth().stream().map(Truth::accountId).toList();
    SECRETS.add(platform.operatorToken());
    SECRETS.add(
        TokenServiceGrpc.newBlockingStub(platform.verdicts())
            .createToken(
                CreateTokenRequest.newBuilder().setName("gateway-7").addScopes("check").build())
            .getSecret());
    SECRETS.add(PASSWORD);
    SECRETS.add(LOOSE_TOKEN);
    try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
      for (Path file :
          files.filter(name -> name.toString().matches(".*(password|key\\.pem)")).toList()) {
        SECRETS.addAll(
            Files.readAllLines(file).stream().filter(line -> line.length() > 7).toList());
      }
    }
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  @Test
  void support_ofARunningPlatform_holdsNoSecretAndNoAccount() throws Exception {
    Path log = Files.writeString(out.resolve("some.log"), logWithSecrets());
    Map<String, String> parts = support("--log", log.toString());
    assertThat(SECRETS).hasSizeGreaterThanOrEqualTo(5);
    for (Map.Entry<String, String> part : parts.entrySet()) {
      assertThat(SECRETS).as(part.getKey()).noneMatch(part.getValue()::contains);
      assertThat(accounts).as(part.getKey()).noneMatch(part.getValue()::contains);
    }
    assertThat(parts.get("log-1.txt"))
        .contains(
            "2026-11-24T10:00:00Z WARN",
            "The database failed",
            "2026-11-24T10:00:03Z WARN No tokens",
            "io.stillwatch.Some");
  }

  private static String logWithSecrets() {
    String account = accounts.get(7);
    return String.join(
        "\n",
        "2026-11-24T10:00:00Z WARN The database failed: jdbc:postgresql://sw:"
            + PASSWORD
            + "@db/x?password="
            + PASSWORD,
        "2026-11-24T10:00:01Z INFO PGPASSWORD="
            + PASSWORD
            + " spring.datasource.password: "
            + PASSWORD,
        "2026-11-24T10:00:02Z INFO authorization: Bearer " + platform.operatorToken(),
        "2026-11-24T10:00:03Z INFO the first token is " + LOOSE_TOKEN + ".",
        "{\"@timestamp\":\"2026-11-24T10:00:03Z\",\"log\":{\"level\":\"WARN\"},\"message\":\"No"
            + " tokens for "
            + account
            + "\",\"password\":\""
            + PASSWORD
            + "\"}",
        "{\"message\":\"cut " + account,
        "2026-11-24T10:00:04Z ERROR bad account '" + accounts.get(8) + "' and " + account + ",",
        SECRETS.stream()
            .filter(
                secret -> !secret.equals(PASSWORD)) // A word alone is no secret to anybody else.
            .collect(Collectors.joining("\n")),
        "\tat io.stillwatch.Some.method(Some.java:12)",
        "");
  }

  @Test
  void support_ofARunningPlatform_saysWhatHelps() throws Exception {
    Map<String, String> parts = support();
    assertThat(parts.get("missing.txt")).isEqualTo("nothing\n");
    assertThat(parts.get("about.txt")).contains("stillwatch ", "java ", "os ", "cores ");
    assertThat(parts.keySet().stream().filter(name -> name.endsWith(".json")))
        .hasSize(6)
        .allMatch(name -> JsonParser.parseString(parts.get(name)).isJsonObject());
    assertThat(parts.get("model-service/health.json")).contains("UP");
    assertThat(parts.get("model-service/info.json"))
        .contains("\"version\"", "stillwatch.models", "championPoll", "\"token\":\"set\"");
    assertThat(parts.get("feature-service/info.json")).contains("queueEvents", "16384");
    assertThat(parts.get("feature-service/metrics.txt")).contains("stillwatch_log_position");
    assertThat(parts.get("models.json")).contains("MODEL_ALIAS_CHAMPION", "gates");
    assertThat(parts.get("tokens.json")).contains("gateway-7", "check");
  }

  @Test
  void support_withAWrongToken_saysWhatIsMissing() throws Exception {
    Map<String, String> parts = zip(run("--token", "sw_no-such-token"));
    assertThat(parts.get("missing.txt"))
        .contains("models.json: UNAUTHENTICATED", "model-service/metrics.txt: ");
    assertThat(parts).containsKeys("about.txt", "model-service/health.json");
  }

  @Test
  void support_overPlainHttpBeyondThisMachine_isRefused() {
    StringWriter err = new StringWriter();
    CommandLine command = Stillwatch.commandLine().setErr(new PrintWriter(err));
    int exit =
        command.execute(
            "support", "--token", "x", "--http", "http://192.0.2.1:8080", "--out", out.toString());
    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("over https only");
    assertThat(out).isEmptyDirectory();
  }

  private Map<String, String> support(String... more) throws IOException {
    List<String> options = new ArrayList<>(List.of("--token", platform.operatorToken()));
    options.addAll(List.of(more));
    return zip(run(options.toArray(String[]::new)));
  }

  private Path run(String... options) throws IOException {
    List<String> line =
        new ArrayList<>(
            List.of(
                "support",
                "--out",
                out.toString(),
                "--to",
                "127.0.0.1:" + platform.verdictPort(),
                "--http",
                "http://127.0.0.1:" + platform.dashboardPort(),
                "--ingest-http",
                "http://127.0.0.1:" + platform.ingestMetricsPort()));
    line.addAll(List.of(options));
    StringWriter said = new StringWriter();
    CommandLine command = Stillwatch.commandLine().setOut(new PrintWriter(said));
    assertThat(command.execute(line.toArray(String[]::new))).isZero();
    try (Stream<Path> files = Files.list(out)) {
      return files.filter(file -> file.toString().endsWith(".zip")).findFirst().orElseThrow();
    }
  }

  private static Map<String, String> zip(Path file) throws IOException {
    Map<String, String> parts = new TreeMap<>();
    try (InputStream bytes = Files.newInputStream(file);
        ZipInputStream zip = new ZipInputStream(bytes)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        parts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return parts;
  }
}
