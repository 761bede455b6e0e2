package io.stillwatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./stillwatch} on machines that lack something. */
class LauncherTest {
  @TempDir Path folder;
  private Path tools;

  @BeforeEach
  void makeAMachineWithoutJava() throws IOException {
    tools = Files.createDirectory(folder.resolve("tools"));
    for (String tool :
        List.of("sh", "sed", "find", "dirname", "readlink", "tail", "mktemp", "rm", "cat")) {
      Path real =
          List.of(Path.of("/usr/bin", tool), Path.of("/bin", tool)).stream()
              .filter(Files::isExecutable)
              .findFirst()
              .orElseThrow();
      Files.createSymbolicLink(tools.resolve(tool), real);
    }
  }

  @Test
  void launcher_withoutJava_saysWhatToInstall() throws Exception {
    Ended ended = launch(Map.of(), "--version");
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.output()).contains("Java 17").contains("JAVA_HOME");
  }

  @Test
  void launcher_withAnOldJava_namesItsVersion() throws Exception {
    fake(
        "java",
        "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2; echo '    java.home = /nowhere' >&2");
    Ended ended = launch(Map.of(), "--version");
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.output()).contains("11.0.2");
  }

  @Test
  void launcher_withAWrongJavaHome_namesIt() throws Exception {
    Ended ended = launch(Map.of("JAVA_HOME", "/no/such/home"), "--version");
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.output()).contains("/no/such/home");
  }

  @Test
  void launcher_throughALink_runsTheCommand() throws Exception {
    Path link =
        Files.createSymbolicLink(folder.resolve("link"), Repository.root().resolve("stillwatch"));
    Ended ended =
        run(
            List.of(link.toString(), "--version"),
            Map.of("JAVA_HOME", System.getProperty("java.home")),
            System.getenv("PATH"));
    assertThat(ended.output()).containsIgnoringCase("stillwatch");
    assertThat(ended.exit()).isZero();
  }

  @Test
  void launcher_ofAnUnknownCommand_passesTheExitCodeOn() throws Exception {
    Ended ended =
        run(
            List.of(Repository.root().resolve("stillwatch").toString(), "no-such-command"),
            Map.of("JAVA_HOME", System.getProperty("java.home")),
            System.getenv("PATH"));
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.output()).contains("no-such-command");
  }

  @Test
  void launcher_ofBench_runsAJarOfItsOwn() throws Exception {
    Ended ended = runFromHere("bench", "forest", "--help");
    assertThat(ended.exit()).isZero();
    assertThat(ended.output()).contains("stillwatch bench forest");
  }

  @Test
  void launcher_ofAnotherCommand_doesNotLookAtBenchmarks() throws Exception {
    runFromHere("--version");
    Path source = Repository.root().resolve("benchmarks/pom.xml");
    FileTime before = Files.getLastModifiedTime(source);
    try {
      Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
      assertThat(runFromHere("--version").output()).doesNotContain("Building");
    } finally {
      Files.setLastModifiedTime(source, before);
    }
  }

  private Ended runFromHere(String... arguments) throws Exception {
    List<String> line = new ArrayList<>(List.of(arguments));
    line.add(0, Repository.root().resolve("stillwatch").toString());
    return run(line, Map.of("JAVA_HOME", System.getProperty("java.home")), System.getenv("PATH"));
  }

  @Test
  void launcher_ofASecondUp_startsFromTheClassesOfTheFirst() throws Exception {
    String script = Repository.root().resolve("stillwatch").toString();
    List<String> line =
        List.of(
            script,
            "up",
            "--data",
            folder.resolve("data").toString(),
            "--http-port",
            "0",
            "--grpc-port",
            "0");
    List<String> first = argumentsOnceUp(line);
    List<String> second = argumentsOnceUp(line);
    assertThat(first).anyMatch(argument -> argument.endsWith("stillwatch.jar"));
    assertThat(second).anyMatch(argument -> argument.startsWith("-XX:SharedArchiveFile="));
  }

  /** Starts it, waits until it is up, ends it, and says how the JVM was called. */
  private List<String> argumentsOnceUp(List<String> line) throws Exception {
    Path output = folder.resolve("up.log");
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      Instant end = Instant.now().plus(Duration.ofMinutes(5));
      while (!Files.readString(output).contains("Stillwatch is up.")) {
        assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
        assertThat(Instant.now()).isBefore(end);
        RunningCommand.pause();
      }
      return List.of(process.info().arguments().orElseThrow());
    } finally {
      process.destroy();
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    }
  }

  private Ended launch(Map<String, String> environment, String... arguments) throws Exception {
    List<String> line =
        List.of("/bin/sh", Repository.root().resolve("stillwatch").toString(), arguments[0]);
    return run(line, environment, tools.toString());
  }

  private Ended run(List<String> line, Map<String, String> environment, String path)
      throws Exception {
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().clear();
    builder.environment().putAll(new LinkedHashMap<>(environment));
    builder.environment().put("PATH", path);
    builder.environment().put("HOME", System.getProperty("user.home"));
    Process process = builder.start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return new Ended(process.exitValue(), Files.readString(output));
  }

  private void fake(String name, String script) throws IOException {
    Path program = tools.resolve(name);
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private record Ended(int exit, String output) {}
}
