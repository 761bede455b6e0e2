package io.stillwatch.detector.forest;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detector.chance.Dice;
import io.stillwatch.detector.metrics.LabelledRows;
import io.stillwatch.detector.metrics.RankingMetrics;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Holds the forest against a reference implementation on the sets of ADBench, with the trees and
 * the sample size that the reference had. The folder of data is the system property {@code
 * stillwatch.data}, else {@code shared/data} above the repository. Writes the table {@code
 * target/adbench.txt}.
 */
@Tag("reference-data")
class AdBenchTest {
  private static final int TREES = 100;
  private static final int SAMPLE_SIZE = 256;

  /** Of five, one set in thirty is three errors off by chance. */
  private static final long[] SEEDS = LongStream.rangeClosed(1, 20).toArray();

  private static final int REFERENCE_SEEDS = 3;
  private static final int MOST_ROWS = 60_000;
  private static final double MOST_POINTS_BELOW = 0.5;
  private static final double MOST_ERRORS_BELOW = 3;

  /** Sets that may be further below, with a reason that is not the forest's. */
  private static final Map<String, String> EXPLAINED =
      Map.of(
          "17_InternetAds",
          "The reference's three seeds happen to lie within 0.004; scikit-learn's sixty deviate by"
              + " 0.023 around 0.682, as ours do around 0.681.");

  @Test
  void forest_allSets_ranksAsTheReferenceDoes() throws IOException {
    Path folder = data().resolve("adbench");
    String json = Files.readString(folder.resolve("reference_isolation_forest.json"));
    List<Compared> sets = new ArrayList<>();
    for (String name : names(folder)) {
      Reference reference = Reference.in(json, name);
      LabelledRows rows = read(folder.resolve(name + ".csv.gz"));
      sets.add(new Compared(name, aurocs(rows, reference.isSampled()), reference));
    }
    double points = 100 * sets.stream().mapToDouble(Compared::above).average().orElseThrow();
    write(sets, points);
    assertThat(sets).hasSizeGreaterThanOrEqualTo(30);
    assertThat(points)
        .as("points above the reference's mean AUROC")
        .isGreaterThan(-MOST_POINTS_BELOW);
    assertThat(sets)
        .filteredOn(set -> set.errorsAbove() < -MOST_ERRORS_BELOW)
        .extracting(Compared::name)
        .isSubsetOf(EXPLAINED.keySet());
  }

  private static double[] aurocs(LabelledRows rows, boolean isSampled) {
    return Arrays.stream(SEEDS).mapToDouble(seed -> auroc(rows, isSampled, seed)).toArray();
  }

  private static double auroc(LabelledRows labelled, boolean isSampled, long seed) {
    float[][] all = labelled.rows();
    boolean[] allLabels = labelled.labels();
    int[] drawn =
        isSampled ? stratified(allLabels, seed) : IntStream.range(0, all.length).toArray();
    float[][] rows = Arrays.stream(drawn).mapToObj(i -> all[i]).toArray(float[][]::new);
    boolean[] labels = new boolean[rows.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = allLabels[drawn[i]];
    }
    IsolationForest forest = IsolationForest.fit(rows, TREES, SAMPLE_SIZE, seed);
    double[] scores = Arrays.stream(rows).parallel().mapToDouble(forest::score).toArray();
    return RankingMetrics.of(scores, labels).auroc();
  }

  /** The same share of both classes. */
  private static int[] stratified(boolean[] labels, long seed) {
    Dice dice = new Dice(seed);
    return Stream.of(true, false).flatMapToInt(label -> drawn(dice, labels, label)).toArray();
  }

  private static IntStream drawn(Dice dice, boolean[] labels, boolean label) {
    int[] places = IntStream.range(0, labels.length).filter(i -> labels[i] == label).toArray();
    int count = (int) Math.min(places.length, (long) places.length * MOST_ROWS / labels.length);
    dice.draw(places, count);
    return Arrays.stream(places, 0, count);
  }

  private static LabelledRows read(Path file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      LabelledRows rows = new LabelledRows(lines.readLine());
      lines.lines().forEach(rows::add);
      return rows;
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".csv.gz"))
          .map(name -> name.replace(".csv.gz", ""))
          .sorted()
          .toList();
    }
  }

  private static void write(List<Compared> sets, double points) throws IOException {
    StringBuilder table = new StringBuilder();
    table.append(row("set", "AUROC", "sd", "theirs", "their sd", "points", "errors"));
    sets.forEach(set -> table.append(set.row()));
    table.append(
        String.format(Locale.ROOT, "mean of %d sets: %+.2f points%n", sets.size(), points));
    Files.writeString(Files.createDirectories(Path.of("target")).resolve("adbench.txt"), table);
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, "%-20s %7s %7s %7s %10s %7s %7s%n", cells);
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

  /** What the reference reached; over 60,000 rows where it took a sample. */
  private record Reference(double auroc, double deviation, boolean isSampled) {
    static Reference in(String json, String set) {
      Matcher found =
          Pattern.compile(
                  '"'
                      + Pattern.quote(set)
                      + "\":\\s*\\{\\s*\"auroc\":\\s*([0-9.]+),\\s*\"auroc_sd\":\\s*([0-9.]+),"
                      + "[^}]*\"note\":\\s*\"([^\"]*)\"")
              .matcher(json);
      assertThat(found.find()).as("%s in the reference", set).isTrue();
      return new Reference(
          Double.parseDouble(found.group(1)),
          Double.parseDouble(found.group(2)),
          found.group(3).contains("60k stratified sample"));
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // Never leaves the test.
  private record Compared(String name, double[] ours, Reference reference) {
    double mean() {
      return Arrays.stream(ours).average().orElseThrow();
    }

    double above() {
      return mean() - reference.auroc();
    }

    /** How many standard errors of the difference of both means we are above. */
    double errorsAbove() {
      double theirs = reference.deviation();
      return above() / Math.sqrt(variance() / ours.length + theirs * theirs / REFERENCE_SEEDS);
    }

    String row() {
      return AdBenchTest.row(
          name,
          four(mean()),
          four(Math.sqrt(variance())),
          four(reference.auroc()),
          four(reference.deviation()),
          String.format(Locale.ROOT, "%+.2f", 100 * above()),
          String.format(Locale.ROOT, "%+.1f", errorsAbove()));
    }

    private double variance() {
      double mean = mean();
      return Arrays.stream(ours).map(auroc -> (auroc - mean) * (auroc - mean)).sum()
          / (ours.length - 1);
    }

    private static String four(double figure) {
      return String.format(Locale.ROOT, "%.4f", figure);
    }
  }
}
