package io.stillwatch.evaluation;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Files that are whole or not there, whatever happens while they are written. */
final class WholeFile {
  private static final String UNFINISHED = ".unfinished";

  private WholeFile() {}

  /** Writes what a file has; may fail. */
  interface Content {
    void to(OutputStream out) throws IOException;
  }

  /** The file is on the disk when this returns. */
  static void write(Path file, Content content) throws IOException {
    Path unfinished = unfinished(file);
    try (OutputStream out = Files.newOutputStream(unfinished)) {
      content.to(out);
    }
    sync(unfinished);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    sync(Objects.requireNonNull(file.toAbsolutePath().getParent()));
  }

  /** What is left of a file whose writing was broken off. */
  static Path unfinished(Path file) {
    return file.resolveSibling(file.getFileName() + UNFINISHED);
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
