package io.stillwatch.evaluation.servegen;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The rows of a packed trace. */
record TraceFile(Path path) {
  void forEachRow(Consumer<List<String>> sink) {
    try (BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8));
        Stream<String> lines = reader.lines()) {
      lines.skip(1).forEach(line -> sink.accept(List.of(line.split(",", -1))));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + path, unreadable);
    }
  }
}
