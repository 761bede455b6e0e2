package io.stillwatch.benchmarks.adbench;

import io.stillwatch.detector.metrics.LabelledRows;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

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
    LabelledRows rows = new LabelledRows(header(file, lines.readLine()));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      try {
        rows.add(line);
      } catch (IllegalArgumentException broken) {
        throw new IllegalArgumentException(
            file + ": line " + (rows.size() + 2) + ": " + broken.getMessage(), broken);
      }
    }
    return of(file, rows);
  }

  private static String header(Path file, @Nullable String line) {
    if (line == null || !line.endsWith(",label")) {
      throw new IllegalArgumentException(
          file + ": the header is \"" + line + "\", not f0,…,fN,label");
    }
    return line;
  }

  private static LabelledSet of(Path file, LabelledRows rows) {
    if (rows.anomalies() == 0 || rows.anomalies() == rows.size()) {
      throw new IllegalArgumentException(
          file + ": " + rows.anomalies() + " anomalies in " + rows.size() + " rows");
    }
    String name = file.getFileName().toString();
    return new LabelledSet(
        name.substring(0, name.length() - SUFFIX.length()), rows.rows(), rows.labels());
  }
}
