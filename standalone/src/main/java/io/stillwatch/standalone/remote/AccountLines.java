package io.stillwatch.standalone.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Account ids in a file, one a line; empty lines are left out. */
final class AccountLines {
  private static final long MOST_BYTES = 16 << 20;

  private AccountLines() {}

  /** Throws IllegalArgumentException for a file that cannot be read as such. */
  static List<String> read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IllegalArgumentException(
            file + " has " + Files.size(file) + " bytes; at most " + MOST_BYTES + " are read");
      }
      return Files.readAllLines(file).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("cannot read account ids from " + file, unreadable);
    }
  }
}
