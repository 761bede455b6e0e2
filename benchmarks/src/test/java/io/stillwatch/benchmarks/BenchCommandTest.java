package io.stillwatch.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void forest_fewRows_writesEveryKeyOfTheContract() throws IOException {
    Path file = folder.resolve("forest.json");
    int exit =
        run("bench", "forest", "--rows", "400", "--rounds", "2", "--warm-up", "1", "--json", file);

    assertThat(exit).as(err.toString()).isZero();
    JsonObject json = json(file);
    assertThat(json.keySet())
        .contains("machine", "jdk", "cores", "started", "command")
        .contains("single_ns_100", "single_ns_256", "batch_ns_100", "attribution_ns_100")
        .contains("single_ns_100_1024", "batch_ns_256_1024", "attribution_ns_256", "medians")
        .contains("onnx_ratio_100", "rcf_ratio_100", "svm_ratio", "svm_auroc", "auroc_100")
        .contains("fit_ms_100", "fit_ms_256", "forest_bytes_100", "forest_bytes_256");
    assertThat(figure(json, "onnx_ratio_100"))
        .isCloseTo(
            figure(json, "onnx_single_ns_100") / figure(json, "single_ns_100"), within(1e-9));
    assertThat(figure(json, "auroc_100")).isBetween(0.5, 1.0);
    assertThat(figure(json, "forest_bytes_256")).isGreaterThan(figure(json, "forest_bytes_100"));
    assertThat(out.toString()).contains("single_ns_100 ").contains("rcf_ratio_100 ");
  }

  @Test
  void forest_noRounds_isBadUsage() {
    assertThat(run("bench", "forest", "--rounds", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("0 rounds");
  }

  private int run(Object... arguments) {
    CommandLine command = StillwatchBench.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] line = new String[arguments.length];
    for (int i = 0; i < line.length; i++) {
      line[i] = arguments[i].toString();
    }
    return command.execute(line);
  }

  private static JsonObject json(Path file) throws IOException {
    return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
  }

  private static double figure(JsonObject json, String key) {
    assertThat(json.keySet()).contains(key);
    return json.get(key).getAsDouble();
  }
}
