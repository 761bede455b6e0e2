package io.stillwatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image, unpacked by umoci and started by runc as a cluster would start it: without rights,
 * over a read-only root. Needs a build with {@code -Pimage}.
 */
@Tag("peer")
class ImageTest {
  private static final Path IMAGE = Repository.root().resolve("image/target/stillwatch-image.tar");
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  @TempDir static Path folder;
  private static JsonObject config;

  @BeforeAll
  static void unpack() throws IOException {
    assertThat(IMAGE).as("the image that a build with -Pimage makes").exists();
    Path layout = Files.createDirectory(folder.resolve("oci"));
    run("tar", "-C", layout.toString(), "-xf", IMAGE.toString());
    Path index = layout.resolve("index.json");
    JsonObject manifest = first(json(index).getAsJsonArray("manifests"));
    config = json(blob(layout, json(blob(layout, manifest)).getAsJsonObject("config")));
    manifest.getAsJsonObject("annotations").addProperty("org.opencontainers.image.ref.name", "it");
    JsonObject renamed = json(index);
    renamed.getAsJsonArray("manifests").set(0, manifest);
    Files.writeString(index, renamed.toString());
    run("umoci", "unpack", "--image", layout + ":it", folder.resolve("bundle").toString());
    assumeContainersCanBeStarted();
  }

  /** Some machines allow no container at all; then the kernel refuses runc, not runc the image. */
  private static void assumeContainersCanBeStarted() throws IOException {
    Command.Outcome outcome = container("--version");
    boolean refused =
        outcome.exit() != 0
            && outcome.output().contains("runc run failed")
            && outcome.output().matches("(?is).*(operation not permitted|permission denied).*");
    assumeFalse(refused, "this machine starts no containers: " + outcome.output());
    assertThat(outcome.output()).contains("stillwatch");
  }

  private static JsonObject json(Path file) throws IOException {
    return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
  }

  private static JsonObject first(JsonArray array) {
    return array.get(0).getAsJsonObject();
  }

  private static Path blob(Path layout, JsonObject descriptor) {
    String digest = descriptor.get("digest").getAsString().replace(':', '/');
    return layout.resolve("blobs").resolve(digest);
  }

  @Test
  void image_saysWhoItRunsAsAndWhatItIs() {
    JsonObject settings = config.getAsJsonObject("config");
    assertThat(settings.get("User").getAsString()).isEqualTo("10001:10001");
    assertThat(settings.getAsJsonArray("Entrypoint").toString()).contains("/app/stillwatch.jar");
    assertThat(settings.getAsJsonObject("Labels").get("org.opencontainers.image.title"))
        .hasToString("\"Stillwatch\"");
    assertThat(config.get("created").getAsString()).isEqualTo("1970-01-01T00:00:00Z");
  }

  @Test
  void image_withoutRightsOverAReadOnlyRoot_playsTheWholeDemo() throws IOException {
    Command.Outcome outcome = container("demo", "--exit", "--accounts", "2200", "--days", "9");
    assertThat(outcome.output()).contains("Passed: at least 3 networks found");
    assertThat(outcome.exit()).as(outcome.output()).isZero();
  }

  @Test
  void image_toldToWriteToItsRoot_cannot() throws IOException {
    Command.Outcome outcome = container("simulate", "--accounts", "100", "--out", "/app/season");
    assertThat(outcome.exit()).isNotZero();
    assertThat(outcome.output().toLowerCase(Locale.ROOT)).contains("/app/season");
  }

  private static Command.Outcome container(String... arguments) throws IOException {
    Path bundle = folder.resolve("bundle");
    JsonObject spec = json(bundle.resolve("config.json"));
    harden(spec, arguments);
    Path file = bundle.resolve("config.json");
    String before = Files.readString(file);
    Files.writeString(file, spec.toString());
    try {
      return Command.runProgram(
          Files.createTempFile(folder, "container", ".log"),
          PATIENCE,
          List.of("runc", "run", "--bundle", bundle.toString(), "it-" + UUID.randomUUID()));
    } finally {
      Files.writeString(file, before);
    }
  }

  private static void harden(JsonObject spec, String... arguments) {
    spec.getAsJsonObject("root").addProperty("readonly", true);
    JsonObject process = spec.getAsJsonObject("process");
    process.addProperty("terminal", false);
    process.addProperty("noNewPrivileges", true);
    process.add("capabilities", new JsonObject());
    for (String argument : arguments) {
      process.getAsJsonArray("args").add(argument);
    }
    JsonObject linux = spec.getAsJsonObject("linux");
    linux.remove("cgroupsPath");
    linux.remove("resources");
    JsonArray mounts = spec.getAsJsonArray("mounts");
    mounts
        .asList()
        .removeIf(
            mount ->
                mount.getAsJsonObject().get("destination").getAsString().equals("/sys/fs/cgroup"));
    mounts.add(
        JsonParser.parseString(
            """
            {"destination": "/tmp", "type": "tmpfs", "source": "tmpfs",
             "options": ["nosuid", "nodev", "mode=1777", "size=2g"]}
            """));
  }

  private static void run(String... line) throws IOException {
    Path log = Files.createTempFile(folder, "program", ".log");
    Command.Outcome outcome = Command.runProgram(log, PATIENCE, List.of(line));
    assertThat(outcome.exit()).as(outcome.output()).isZero();
  }
}
