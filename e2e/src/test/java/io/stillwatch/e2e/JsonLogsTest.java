package io.stillwatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs for programs. The first password is for a person: it stands beside them, in plain. */
class JsonLogsTest {
  /** Newer ones tell on stderr what libraries do that will be forbidden. */
  private static final String OF_THE_JVM = "WARNING: ";

  private static final String FIRST_PASSWORD = "(first sign-in: admin, password ";

  @Test
  void up_withJsonLogs_saysEverythingAsJson(@TempDir Path folder) {
    String log;
    try (RunningPlatform platform = RunningPlatform.start(folder, "--json-logs")) {
      platform.awaitSaid("Stillwatch is up.");
      log = platform.log();
    }
    List<JsonObject> lines =
        log.lines()
            .filter(line -> !line.isBlank())
            .filter(line -> !line.startsWith(FIRST_PASSWORD) && !line.startsWith(OF_THE_JVM))
            .map(line -> JsonParser.parseString(line).getAsJsonObject())
            .toList();
    assertThat(log.lines().filter(line -> line.startsWith(FIRST_PASSWORD))).hasSize(1);
    assertThat(lines.toString()).doesNotContain("password");
    assertThat(lines)
        .hasSizeGreaterThan(2)
        .allSatisfy(
            line -> {
              assertThat(line.getAsJsonObject("service").get("name").getAsString())
                  .isEqualTo("stillwatch");
              assertThat(line.getAsJsonObject("log").get("level").getAsString()).isNotEmpty();
              assertThat(line.get("@timestamp").getAsString()).isNotEmpty();
            });
    assertThat(lines)
        .map(line -> line.get("message").getAsString())
        .anyMatch(message -> message.startsWith("Stillwatch is up."))
        .anyMatch(message -> message.startsWith("The log stands at"));
  }
}
