package io.stillwatch.benchmarks.adbench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A set of rows with labels, from a file {@code NAME.csv.gz} with the header {@code f0,…,fN,label}.
 *
 * @param values a row each; an empty cell is missing, NaN
 * @param labels true for an anomaly
 */
@SuppressWarnings("ArrayRecordComponent") // Never leaves the package.
record LabelledSet(String name, float[][] values, boolean[] labels) {
  private static final String SUFFIX = ".csv.gz";

  /** The files of a folder, by name. */
  static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot list " + folder, unreadable);
    }
  }

  static LabelledSet read(Path file) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return read(file, lines);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + file, unreadable);
    }
  }

  long anomalies() {
    return IntStream.range(0, labels.length).filter(i -> labels[i]).count();
  }

  int features() {
    return values[0].length;
  }

  private static LabelledSet read(Path file, BufferedReader lines) throws IOException {
    String header = lines.readLine();
    if (header == null || !header.endsWith(",label")) {
      throw new IllegalArgumentException(
          file + ": the header is \"" + header + "\", not f0,…,fN,label");
    }
    int features = header.split(",", -1).length - 1;
    List<float[]> values = new ArrayList<>();
    List<Boolean> labels = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      try {
        labels.add(add(line.split(",", -1), features, values));
      } catch (IllegalArgumentException broken) {
        throw new IllegalArgumentException(
            file + ": line " + (labels.size() + 2) + ": " + broken.getMessage(), broken);
      }
    }
    return of(file, values, labels);
  }

  private static boolean add(String[] cells, int features, List<float[]> values) {
    if (cells.length != features + 1) {
      throw new IllegalArgumentException(
          cells.length + " cells where " + (features + 1) + " belong");
    }
    float[] row = new float[features];
    for (int i = 0; i < features; i++) {
      row[i] = cells[i].isEmpty() ? Float.NaN : Float.parseFloat(cells[i]);
    }
    values.add(row);
    return label(cells[features]);
  }

  private static boolean label(String cell) {
    return switch (cell) {
      case "0" -> false;
      case "1" -> true;
      default ->
          throw new IllegalArgumentException("the label is \"" + cell + "\", neither 0 nor 1");
    };
  }

  private static LabelledSet of(Path file, List<float[]> values, List<Boolean> labels) {
    String name = file.getFileName().toString();
    boolean[] array = new boolean[labels.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = labels.get(i);
    }
    LabelledSet set =
        new LabelledSet(
            name.substring(0, name.length() - SUFFIX.length()),
            values.toArray(float[][]::new),
            array);
    if (set.anomalies() == 0 || set.anomalies() == array.length) {
      throw new IllegalArgumentException(
          file + ": " + set.anomalies() + " anomalies in " + array.length + " rows");
    }
    return set;
  }
}
