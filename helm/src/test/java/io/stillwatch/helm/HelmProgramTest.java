package io.stillwatch.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The helm that operators have. Without one in PATH these fail: they are only run where it is. */
@Tag("peer")
class HelmProgramTest {
  @TempDir Path folder;

  static List<String> cases() {
    return Chart.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void helm_lintStrict_passes(String name) throws Exception {
    String values = Chart.values(name).toString();
    Ended ended = helm("lint", "--strict", Chart.FOLDER.toString(), "--values", values);
    assertThat(ended.exit()).as(ended.said() + ended.complained()).isZero();
    assertThat(ended.said()).contains("0 chart(s) failed");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void helm_template_rendersWhatTheTestsRead(String name) throws Exception {
    Ended ended =
        helm(
            "template",
            Chart.RELEASE,
            Chart.FOLDER.toString(),
            "--namespace",
            Chart.NAMESPACE,
            "--kube-version",
            Chart.KUBERNETES,
            "--values",
            Chart.values(name).toString());
    assertThat(ended.exit()).as(ended.said() + ended.complained()).isZero();
    assertThat(Manifests.documents(Chart.withoutHooks(ended.said())))
        .containsExactlyInAnyOrderElementsOf(Chart.render(name).documents());
  }

  private record Ended(int exit, String said, String complained) {}

  private Ended helm(String... arguments) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");
    List<String> line = new ArrayList<>(List.of("helm"));
    line.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(line)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    assertThat(process.waitFor(Duration.ofMinutes(1).toSeconds(), TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), Files.readString(output), Files.readString(errors));
  }
}
