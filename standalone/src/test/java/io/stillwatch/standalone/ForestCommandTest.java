package io.stillwatch.standalone;

import static io.stillwatch.standalone.FakePlatform.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.stillwatch.standalone.FakePlatform.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForestCommandTest {
  @TempDir Path folder;

  @Test
  void forest_farAnomalies_areRankedFirst() throws IOException {
    Path json = folder.resolve("result.json");
    Outcome outcome = forest(file("rows.csv", blob()), "--json", json.toString());

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("510 rows of 2 features, 10 anomalies")
        .containsPattern("AUROC +1\\.0000");
    JsonObject figures = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
    assertThat(figures.get("auroc").getAsDouble()).isEqualTo(1);
    assertThat(figures.get("average_precision").getAsDouble()).isEqualTo(1);
    assertThat(figures.get("recall_at_fpr_0_01").getAsDouble()).isEqualTo(1);
    assertThat(figures.get("rows").getAsInt()).isEqualTo(510);
    assertThat(figures.get("features").getAsInt()).isEqualTo(2);
    assertThat(figures.get("anomalies").getAsInt()).isEqualTo(10);
    assertThat(figures.get("fit_seconds").getAsDouble()).isBetween(1e-6, 60.0);
    assertThat(figures.get("score_ns").getAsDouble()).isBetween(10.0, 1e6);
    assertThat(figures.get("machine").getAsString()).isNotEmpty();
  }

  @Test
  void forest_sameSeed_givesTheSameFiguresAndPackingChangesNothing() throws IOException {
    List<String> rows = noise();
    double plain = auroc(file("rows.csv", rows), "--seed", "7");
    double packed = auroc(packedFile("rows.csv.gz", rows), "--seed", "7");
    double other = auroc(file("rows.csv", rows), "--seed", "8");

    assertThat(packed).isEqualTo(plain);
    assertThat(other).isNotEqualTo(plain);
  }

  @Test
  void forest_treesAndSampleSize_areUsed() throws IOException {
    Path rows = file("rows.csv", noise());

    assertThat(auroc(rows, "--trees", "3", "--sample-size", "8"))
        .isNotEqualTo(auroc(rows, "--trees", "4", "--sample-size", "8"))
        .isNotEqualTo(auroc(rows, "--trees", "3", "--sample-size", "9"));
    assertRefused(forest(rows, "--trees", "0"), "0 trees; it must be 1 to");
    assertRefused(forest(rows, "--sample-size", "1"), "1 rows a sample; it must be 2 to");
  }

  @Test
  void forest_missingCells_areRead() throws IOException {
    List<String> rows = blob();
    rows.add(",nan,0");
    rows.add("NaN,0.5,0");

    Outcome outcome = forest(file("rows.csv", rows));

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("512 rows");
  }

  @Test
  void forest_fileFromAnotherSystem_isRead() throws IOException {
    Path file = folder.resolve("rows.csv");
    Files.writeString(file, "\uFEFF" + String.join("\r\n", blob()) + "\r\n\r\n");

    assertThat(forest(file).exit()).isZero();
  }

  @Test
  void forest_sameCellsEverywhere_knowsNothing() throws IOException {
    Path rows = file("rows.csv", List.of("f0,label", "1,0", "1,0", "1,1"));

    assertThat(auroc(rows)).isEqualTo(0.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2          | 2 cells, not 3",
        "1            | 1 cells, not 3",
        "1,2,0,0      | 4 cells, not 3",
        "1,red,0      | cell 2 is no number: \"red\"",
        "1,1f,0       | cell 2 is no number: \"1f\"",
        "0x1p3,1,0    | cell 1 is no number: \"0x1p3\"",
        "1,-,0        | cell 2 is no number: \"-\"",
        "1e39,2,0     | cell 1 is beyond single precision: \"1e39\"",
        "1,Infinity,0 | cell 2 is no number: \"Infinity\"",
        "1,-inf,0     | cell 2 is no number: \"-inf\"",
        "1,2,2        | the label is neither 0 nor 1: \"2\"",
        "1,2,         | the label is neither 0 nor 1: \"\"",
        "1,2,true     | the label is neither 0 nor 1: \"true\"",
      })
  void forest_brokenLine_isRefusedWithLineAndValue(String line, String message) throws IOException {
    Path rows = file("rows.csv", List.of("f0,f1,label", "1,2,0", line, "3,4,1"));

    assertRefused(forest(rows), "rows.csv:3: " + message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,2,0", "f0,f1", "label", "f0 label", "f0,labels", "label,f0"})
  void forest_noHeader_isRefused(String header) throws IOException {
    Path rows = file("rows.csv", List.of(header, "1,2,0", "3,4,1"));

    assertRefused(
        forest(rows), "rows.csv:1: not a header of features and label: \"" + header + '"');
  }

  @ParameterizedTest
  @CsvSource({"0, 0 of 2", "1, 2 of 2"})
  void forest_oneClass_isRefused(int label, String message) throws IOException {
    Path rows = file("rows.csv", List.of("f0,label", "1," + label, "2," + label));

    assertRefused(forest(rows), message + " rows are anomalies; both labels are needed");
  }

  @Test
  void forest_nothingInIt_isRefused() throws IOException {
    assertRefused(forest(file("rows.csv", List.of())), "rows.csv is empty");
    assertRefused(
        forest(file("rows.csv", List.of("f0,label"))),
        "0 of 0 rows are anomalies; both labels are needed");
    Path nothing = Files.createFile(folder.resolve("rows.csv.gz"));
    assertRefused(forest(nothing), "rows.csv.gz: it ends too soon");
    assertRefused(forest(folder.resolve("absent.csv")), "there is no file");
    assertRefused(forest(folder), "Is a directory");
  }

  @Test
  void forest_notPackedThoughItsNameSaysSo_isRefused() throws IOException {
    assertRefused(forest(file("rows.csv.gz", blob())), "rows.csv.gz: Not in GZIP format");
  }

  @Test
  void forest_cutShort_isRefused() throws IOException {
    byte[] whole = Files.readAllBytes(packedFile("rows.csv.gz", blob()));
    Path cut = folder.resolve("cut.csv.gz");
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));

    assertRefused(forest(cut), "Unexpected end of ZLIB input stream");
  }

  @Test
  void forest_hugeLine_isRefusedInAFewWords() throws IOException {
    Path file = folder.resolve("rows.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("f0,label\n1,0\n".getBytes(StandardCharsets.UTF_8));
      for (int mebibyte = 0; mebibyte < 40; mebibyte++) {
        out.write("7".repeat(1 << 20).getBytes(StandardCharsets.UTF_8));
      }
    }

    assertRefused(forest(file), "rows.csv.gz:3: a line of more than 16777216 bytes");
    assertRefused(
        forest(file("rows.csv", List.of("f0,label", "x".repeat(1 << 20) + ",0"))),
        "rows.csv:2: cell 1 is no number: \"xxxx");
  }

  @Test
  void forest_notText_isRefused() throws IOException {
    Path file = folder.resolve("rows.csv");
    Files.write(file, new byte[] {'f', '0', ',', (byte) 0xc3, (byte) 0x28, '\n'});

    assertRefused(forest(file), "rows.csv:1: not UTF-8");
  }

  private static void assertRefused(Outcome outcome, String message) {
    assertThat(outcome.exit()).as(outcome.out()).isEqualTo(2);
    assertThat(outcome.err()).contains(message).hasSizeLessThan(500);
    assertThat(outcome.out()).isEmpty();
  }

  private double auroc(Path rows, String... options) throws IOException {
    Path json = folder.resolve("result.json");
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("--json", json.toString()));
    Outcome outcome = forest(rows, all.toArray(String[]::new));
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    return JsonParser.parseString(Files.readString(json))
        .getAsJsonObject()
        .get("auroc")
        .getAsDouble();
  }

  private static Outcome forest(Path rows, String... options) {
    List<String> arguments = new ArrayList<>(List.of("forest", "--data", rows.toString()));
    arguments.addAll(List.of(options));
    return run(arguments.toArray(String[]::new));
  }

  private Path file(String name, List<String> lines) throws IOException {
    return Files.write(folder.resolve(name), lines);
  }

  private Path packedFile(String name, List<String> lines) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  /** Ten rows lie far from five hundred. */
  private static List<String> blob() {
    List<String> lines = noise();
    lines.removeIf(line -> line.endsWith(",1"));
    for (int i = 0; i < 10; i++) {
      lines.add((40 + i) + "," + (-40 - i) + ",1");
    }
    return lines;
  }

  /** 500 rows without a label that means anything, and a few with. */
  private static List<String> noise() {
    Random random = new Random(5);
    List<String> lines = new ArrayList<>(List.of("f0,f1,label"));
    for (int i = 0; i < 550; i++) {
      lines.add(random.nextGaussian() + "," + random.nextGaussian() + "," + (i % 11 == 0 ? 1 : 0));
    }
    return lines;
  }
}
