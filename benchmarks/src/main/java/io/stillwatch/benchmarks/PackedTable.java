package io.stillwatch.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** A gzipped CSV file without quotes. */
public record PackedTable(Path path) {
  /** Throws IllegalArgumentException, naming file and line, for what the sink cannot read. */
  public void forEachRow(Consumer<List<String>> sink) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
      reader.readLine();
      int number = 2;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        read(line, number++, sink);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + path, unreadable);
    }
  }

  private void read(String line, int number, Consumer<List<String>> sink) {
    try {
      sink.accept(List.of(line.split(",", -1)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException broken) {
      throw new IllegalArgumentException(
          path + ": line " + number + ": " + broken.getMessage(), broken);
    }
  }
}
