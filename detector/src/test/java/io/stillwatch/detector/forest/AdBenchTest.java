package io.stillwatch.detector.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Holds the forest against a reference implementation's mean AUROC on sets of ADBench. The folder
 * of data is the system property {@code stillwatch.data}, else {@code shared/data} beside the
 * repository.
 */
@Tag("reference-data")
class AdBenchTest {
  private static final List<String> SETS =
      List.of(
          "2_annthyroid",
          "4_breastw",
          "6_cardio",
          "7_Cardiotocography",
          "12_fault",
          "14_glass",
          "15_Hepatitis",
          "18_Ionosphere",
          "21_Lymphography",
          "29_Pima",
          "37_Stamps",
          "38_thyroid",
          "42_WBC",
          "44_Wilt",
          "45_wine",
          "47_yeast");
  private static final long[] SEEDS = {1, 2, 3};

  @Test
  void forest_sixteenSets_isWithinOneAndAHalfPointsOfTheReference() throws IOException {
    Path folder = data().resolve("adbench");
    String reference = Files.readString(folder.resolve("reference_isolation_forest.json"));
    double ours = 0;
    double theirs = 0;
    for (String set : SETS) {
      ours += auroc(folder.resolve(set + ".csv.gz")) / SETS.size();
      theirs += referenceAuroc(reference, set) / SETS.size();
    }
    assertThat(ours).as("mean AUROC; reference %.4f", theirs).isCloseTo(theirs, within(0.015));
  }

  private static double auroc(Path file) throws IOException {
    List<float[]> rows = read(file);
    int columns = rows.get(0).length - 1;
    float[][] features =
        rows.stream().map(row -> Arrays.copyOf(row, columns)).toArray(float[][]::new);
    double mean = 0;
    for (long seed : SEEDS) {
      IsolationForest forest = IsolationForest.fit(features, seed);
      mean += auroc(rows, columns, forest) / SEEDS.length;
    }
    return mean;
  }

  /** The chance that an anomaly scores above another row, ties counted half. */
  private static double auroc(List<float[]> rows, int columns, IsolationForest forest) {
    double[] scores =
        rows.stream().mapToDouble(row -> forest.score(Arrays.copyOf(row, columns))).toArray();
    double[] normal =
        IntStream.range(0, scores.length)
            .filter(i -> rows.get(i)[columns] == 0)
            .mapToDouble(i -> scores[i])
            .toArray();
    double above = 0;
    int anomalies = 0;
    for (int i = 0; i < scores.length; i++) {
      if (rows.get(i)[columns] != 0) {
        anomalies++;
        for (double other : normal) {
          above += scores[i] > other ? 1 : scores[i] == other ? 0.5 : 0;
        }
      }
    }
    return above / anomalies / normal.length;
  }

  private static List<float[]> read(Path file) throws IOException {
    List<float[]> rows = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",", -1);
        float[] row = new float[cells.length];
        for (int i = 0; i < row.length; i++) {
          row[i] = Float.parseFloat(cells[i]);
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static double referenceAuroc(String json, String set) {
    Matcher found =
        Pattern.compile('"' + Pattern.quote(set) + "\":\\s*\\{\\s*\"auroc\":\\s*([0-9.]+)")
            .matcher(json);
    assertThat(found.find()).as(set).isTrue();
    return Double.parseDouble(found.group(1));
  }

  private static Path data() {
    String told = System.getProperty("stillwatch.data", "");
    if (!told.isEmpty()) {
      return Path.of(told);
    }
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("shared/data/adbench"))) {
      folder = folder.getParent();
    }
    assertThat(folder)
        .as("a folder shared/data above %s", Path.of("").toAbsolutePath())
        .isNotNull();
    return folder.resolve("shared/data");
  }
}
