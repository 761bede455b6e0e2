package io.stillwatch.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchCommandTest {
  private static final String REFERENCE =
      """
      {"anybody_3_seeds": {"easy": {"auroc": 0.9, "auroc_sd": 0.03, "ap": 0.8, "note": ""}}}
      """;

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
        .contains(
            "fit_ms_100", "fit_ms_256", "crowding_ns_100", "forest_bytes_100", "forest_bytes_256");
    assertThat(figure(json, "onnx_ratio_100"))
        .isCloseTo(
            figure(json, "onnx_single_ns_100") / figure(json, "single_ns_100"), within(1e-9));
    assertThat(figure(json, "auroc_100")).isBetween(0.5, 1.0);
    assertThat(figure(json, "forest_bytes_256")).isGreaterThan(figure(json, "forest_bytes_100"));
    assertThat(out.toString()).contains("single_ns_100 ").contains("rcf_ratio_100 ");
  }

  @Test
  void volume_partOfTheQuickSeason_isCountedByRole() throws IOException {
    Path season = folder.resolve("season.yaml");
    Files.writeString(
        season,
        """
        version: small-1
        start: 2026-01-05
        baseline_days: 2
        season_days: 2
        accounts: 200
        most_calls: 100
        release_day: 3
        mix: {chat: 1, home_automation: 1}
        campaigns: [{role: slow_spread, accounts: 5}]
        roles: {home_automation: {calls: 10}}
        """);
    Path file = folder.resolve("volume.json");
    int exit = run("bench", "volume", "--season", season, "--part", "0.5", "--json", file);

    assertThat(exit).as(err.toString()).isZero();
    JsonObject roles = json(file).getAsJsonObject("roles");
    assertThat(roles.keySet()).contains("chat", "home_automation");
    assertThat(roles.get("home_automation").getAsDouble()).isBetween(3_700.0, 4_300.0);
    assertThat(run("bench", "volume", "--part", "0")).isNotZero();
    assertThat(err.toString()).contains("a part of 0.0");
  }

  @Test
  void calibration_folderWithoutTraces_isRefusedByName() {
    assertThat(run("bench", "calibration", "--data", folder)).isNotZero();
    assertThat(err.toString()).contains("m-large-rates.csv.gz");
  }

  @Test
  void states_smallSeason_writesEveryFigure() throws IOException {
    Path file = folder.resolve("states.json");
    int exit =
        run(
            "bench",
            "states",
            "--accounts",
            "150",
            "--days",
            "5",
            "--rounds",
            "1",
            "--packed",
            "2000",
            "--live",
            "500",
            "--json",
            file);

    assertThat(exit).as(err.toString()).isZero();
    JsonObject json = json(file);
    for (String key :
        List.of(
            "read_events_per_second",
            "fold_events_per_second",
            "vector_us",
            "encode_us",
            "decode_us",
            "state_bytes_p50",
            "packed_accounts")) {
      assertThat(figure(json, key)).as(key).isPositive();
    }
    assertThat(figure(json, "state_bytes_p50")).isLessThan(figure(json, "state_bytes_p99"));
  }

  @Test
  void vectors_aSmallDay_isReadBackWholeInEveryWay() throws IOException {
    Path file = folder.resolve("vectors.json");
    int exit =
        run(
            "bench",
            "vectors",
            "--accounts",
            "3000",
            "--rounds",
            "1",
            "--warm-up",
            "0",
            "--json",
            file);

    assertThat(exit).as(err.toString()).isZero();
    JsonObject json = json(file);
    for (String key :
        new String[] {
          "table_vectors_per_second",
          "rows_vectors_per_second",
          "single_stream_vectors_per_second",
          "stream_vectors_per_second",
          "parsed_stream_vectors_per_second",
          "copy_rows_per_second",
          "table_ratio",
          "stream_ratio",
          "vector_bytes_p50"
        }) {
      assertThat(figure(json, key)).as(key).isPositive();
    }
    assertThat(run("bench", "vectors", "--accounts", "0")).isEqualTo(2);
  }

  @Test
  void sketch_fewRounds_writesEveryFigure() throws IOException {
    Path file = folder.resolve("sketch.json");
    int exit = run("bench", "sketch", "--rounds", "2", "--warm-up", "1", "--json", file);

    assertThat(exit).as(err.toString()).isZero();
    JsonObject json = json(file);
    for (String size : List.of("1kb", "100kb", "1kb_han", "100kb_han")) {
      assertThat(figure(json, "sketch_" + size + "_us")).isPositive();
      assertThat(figure(json, "sketch_" + size + "_alias_us")).isPositive();
      assertThat(figure(json, "sha256_" + size + "_us")).isPositive();
    }
    assertThat(out.toString()).contains("sketch_1kb_us ").contains("sha256_100kb_us ");
  }

  @Test
  void help_ofEveryCommand_isPrintedWithoutComplaint() {
    assertThat(run("bench", "--help")).isZero();
    for (String name :
        StillwatchBench.commandLine().getSubcommands().get("bench").getSubcommands().keySet()) {
      if (!name.equals("jmh")) {
        assertThat(run("bench", name, "--help")).as(name).isZero();
      }
    }
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString()).contains("top 1 % two seeds");
  }

  @Test
  void forest_numbersThatMakeNoSense_areBadUsage() {
    assertThat(run("bench", "forest", "--rounds", "0")).isEqualTo(2);
    assertThat(run("bench", "forest", "--rows", "-1")).isEqualTo(2);
    assertThat(run("bench", "forest", "--features", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("0 rounds").contains("-1 rows").contains("0 features");
  }

  @Test
  void stability_fewRows_sharesMoreWithMoreTrees() throws IOException {
    Path file = folder.resolve("stability.json");
    int exit = run("bench", "stability", "--rows", "4000", "--seeds", "2", "--json", file);

    assertThat(exit).as(err.toString()).isZero();
    JsonObject json = json(file);
    assertThat(figure(json, "top_1pct_overlap_512"))
        .isGreaterThan(figure(json, "top_1pct_overlap_50"));
    assertThat(figure(json, "false_positives_1pct_clean")).isBetween(0.003, 0.03);
    assertThat(figure(json, "false_positives_1pct_with_outliers"))
        .isLessThanOrEqualTo(figure(json, "false_positives_1pct_clean"));
    assertThat(run("bench", "stability", "--rows", "7")).isEqualTo(2);
    assertThat(err.toString()).contains("7 rows");
  }

  @Test
  void crowding_plainCampaign_isFound() throws IOException {
    Path file = folder.resolve("crowding.json");
    String name = "24 alike in all, 400";
    int exit =
        run(
            "bench",
            "crowding",
            "--accounts",
            "4000",
            "--seeds",
            "2",
            "--only",
            name,
            "--json",
            file);

    assertThat(exit).as(err.toString()).isZero();
    JsonObject row = json(file).getAsJsonObject("scenarios").getAsJsonObject(name);
    assertThat(figure(row, "recall")).isGreaterThan(0.7);
    assertThat(figure(row, "isolation_recall")).isLessThan(0.1);
    assertThat(row.keySet()).contains("contrast_recall", "false_positives", "recall_half_width");
    assertThat(run("bench", "crowding", "--accounts", "9")).isEqualTo(2);
    assertThat(run("bench", "crowding", "--only", "nonsense")).isEqualTo(2);
    assertThat(err.toString()).contains("9 accounts").contains("nonsense");
  }

  @Test
  void cells_plainCampaign_isInTheLargest() throws IOException {
    Path file = folder.resolve("cells.json");
    int exit = run("bench", "cells", "--accounts", "5000", "--members", "300", "--json", file);

    assertThat(exit).as(err.toString()).isZero();
    assertThat(figure(json(file), "largest_cell_purity")).isGreaterThan(0.9);
    assertThat(figure(json(file), "largest_cell_completeness")).isGreaterThan(0.5);
    assertThat(run("bench", "cells", "--members", "3")).isEqualTo(2);
    assertThat(err.toString()).contains("3 members");
  }

  @Test
  void scale_fewRows_tellsSecondsAndHeap() throws IOException {
    Path file = folder.resolve("scale.json");
    int exit = run("bench", "scale", "--rows", "5000", "--runs", "1", "--json", file);

    assertThat(exit).as(err.toString()).isZero();
    JsonObject json = json(file);
    assertThat(figure(json, "fit_seconds_256_1024")).isPositive();
    assertThat(figure(json, "rescore_seconds_256_256")).isPositive();
    assertThat(figure(json, "peak_mib")).isPositive();
    assertThat(run("bench", "scale", "--runs", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("0 runs");
  }

  @Test
  void ingest_fewEvents_areDurableAndCopied() throws IOException {
    Path file = folder.resolve("ingest.json");
    int exit =
        run(
            "bench",
            "ingest",
            "--events",
            "3000",
            "--accounts",
            "1000",
            "--rounds",
            "1",
            "--warm-up",
            "1",
            "--in-flight",
            "100",
            "--json",
            file);

    assertThat(exit).as(err.toString()).isZero();
    JsonObject json = json(file);
    assertThat(json.keySet())
        .contains("events_per_second", "copy_rows_per_second", "copy_ratio", "commit_rows")
        .contains("ack_p50_ms", "ack_p99_ms", "fold_events_per_second", "wal_bytes_per_event");
    assertThat(figure(json, "event_bytes_p50")).isBetween(700.0, 1100.0);
    assertThat(figure(json, "ack_p50_ms")).isPositive().isLessThan(figure(json, "ack_max_ms"));
    assertThat(figure(json, "commit_rows")).isBetween(1.0, 400.0);
    assertThat(figure(json, "wal_bytes_per_event")).isGreaterThan(figure(json, "event_bytes_p50"));
    assertThat(figure(json, "disk_bytes_per_million_events"))
        .isGreaterThan(1e6 * figure(json, "event_bytes_p50"));
    assertThat(run("bench", "ingest", "--streams", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("0 streams");
  }

  @Test
  void networks_fewAccounts_areFoundAndKeepTheirIds() throws IOException {
    Path file = folder.resolve("networks.json");
    int exit =
        run(
            "bench",
            "networks",
            "--few",
            "3000",
            "--accounts",
            "6000",
            "--members",
            "400",
            "--days",
            "4",
            "--prompts",
            "200",
            "--nights",
            "10",
            "--json",
            file);

    assertThat(exit).as(err.toString()).isZero();
    JsonObject json = json(file);
    assertThat(json.keySet())
        .contains("machine", "jdk", "cores", "started", "command")
        .contains("seconds_100k", "seconds_1m", "peak_mib_1m", "union_ratio_1m", "cpu_seconds_1m")
        .contains("growth_exponent", "flood_seconds", "flood_exponent", "flood_peak_mib");
    assertThat(figure(json, "found_completeness")).isGreaterThan(0.9);
    assertThat(figure(json, "found_purity")).isGreaterThan(0.9);
    assertThat(figure(json, "flood_networks")).as("each prompt is one").isBetween(150.0, 200.0);
    assertThat(figure(json, "id_stability")).isGreaterThan(0.8);
    assertThat(figure(json, "ids_a_network_most")).isBetween(1.0, 2.0);
    assertThat(run("bench", "networks", "--few", "7")).isEqualTo(2);
    assertThat(run("bench", "networks", "--members", "2")).isEqualTo(2);
    assertThat(run("bench", "networks", "--prompts", "-1")).isEqualTo(2);
    assertThat(run("bench", "networks", "--nights", "1")).isEqualTo(2);
    assertThat(err.toString())
        .contains("7 and 1000000 accounts")
        .contains("2 members")
        .contains("-1 prompts")
        .contains("1 nights");
  }

  @Test
  void adbench_setWithAPlainOutlier_isRankedAndHeldAgainstTheReference() throws IOException {
    write("easy", easySet());
    write("unknown", easySet());
    Files.writeString(folder.resolve("reference_isolation_forest.json"), REFERENCE);
    Path file = folder.resolve("adbench.json");

    int exit = run("bench", "adbench", "--data", folder, "--seeds", "3", "--json", file);

    assertThat(exit).as(err.toString()).isZero();
    JsonObject json = json(file);
    assertThat(figure(json, "all_sets")).isEqualTo(2);
    assertThat(figure(json, "shared_sets")).isEqualTo(1);
    JsonObject easy = json.getAsJsonObject("sets").getAsJsonObject("easy");
    assertThat(figure(easy, "rows")).isEqualTo(201);
    assertThat(figure(easy, "auroc")).isEqualTo(1);
    assertThat(figure(easy, "average_precision")).isEqualTo(1);
    assertThat(figure(easy, "auroc_difference_points")).isCloseTo(10, within(1e-9));
    // 0.1 over 0.03 / sqrt(3), for we do not vary.
    assertThat(figure(easy, "auroc_difference_standard_errors"))
        .isCloseTo(0.1 / 0.03 * Math.sqrt(3), within(1e-9));
    assertThat(json.getAsJsonObject("sets").getAsJsonObject("unknown").keySet())
        .doesNotContain("reference_auroc");
    assertThat(out.toString()).containsPattern("easy +201 +1.0000 +0.0000 +0.9000 +\\+10.00");
  }

  @Test
  void adbench_brokenLabel_isBadUsageWithItsLine() throws IOException {
    write("broken", "f0,label\n1,0\n2,maybe\n");
    assertThat(run("bench", "adbench", "--data", folder)).isEqualTo(2);
    assertThat(err.toString()).contains("broken.csv.gz: line 3").contains("maybe");
  }

  @Test
  void adbench_referenceWithoutAFigure_isBadUsageWithItsName() throws IOException {
    write("easy", easySet());
    Files.writeString(
        folder.resolve("reference_isolation_forest.json"),
        "{\"anybody_3_seeds\": {\"easy\": {\"auroc\": 0.9}}}");
    assertThat(run("bench", "adbench", "--data", folder)).isEqualTo(2);
    assertThat(err.toString()).contains("no auroc_sd of the set easy");
  }

  @Test
  void adbench_noSuchFolder_fails() {
    assertThat(run("bench", "adbench", "--data", folder.resolve("nowhere"))).isEqualTo(1);
    assertThat(err.toString()).contains("nowhere");
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

  private void write(String name, String text) throws IOException {
    try (Writer file =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(folder.resolve(name + ".csv.gz"))),
            StandardCharsets.UTF_8)) {
      file.write(text);
    }
  }

  /** Two hundred rows within 0 to 1, and one far off. */
  private static String easySet() {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("f0,f1,label\n");
    for (int i = 0; i < 200; i++) {
      text.append(random.nextFloat()).append(',').append(random.nextFloat()).append(",0\n");
    }
    return text.append("9,9,1\n").toString();
  }
}
