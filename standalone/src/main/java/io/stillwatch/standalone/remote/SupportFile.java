package io.stillwatch.standalone.remote;

import io.grpc.StatusRuntimeException;
import io.stillwatch.standalone.commands.CommandFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The parts of a support file, each redacted before it is taken in. */
final class SupportFile {
  private static final String MISSING = "missing.txt";

  private final Redaction redaction;
  private final Map<String, String> parts = new LinkedHashMap<>();
  private final Map<String, String> missing = new LinkedHashMap<>();

  SupportFile(Redaction redaction) {
    this.redaction = redaction;
  }

  /** Where a part comes from. */
  interface Source {
    String read() throws IOException, InterruptedException;
  }

  /** Takes a part in; one that cannot be had is named in the file instead. */
  void add(String name, Source source) {
    try {
      parts.put(name, redaction.of(source.read()));
    } catch (IOException | UncheckedIOException unreadable) {
      missing.put(name, redaction.of(String.valueOf(unreadable)));
    } catch (StatusRuntimeException refused) {
      missing.put(name, refused.getStatus().getCode().toString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      missing.put(name, "interrupted");
    }
  }

  /** What could not be had, and why. */
  Map<String, String> missing() {
    return missing;
  }

  /** Writes everything, readable by its owner only. */
  void write(Path file) {
    StringBuilder absent = new StringBuilder();
    missing.forEach((name, why) -> absent.append(name).append(": ").append(why).append('\n'));
    parts.put(MISSING, absent.length() == 0 ? "nothing\n" : absent.toString());
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
        for (Map.Entry<String, String> part : parts.entrySet()) {
          zip.putNextEntry(new ZipEntry(part.getKey()));
          zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
          zip.closeEntry();
        }
      }
    } catch (IOException unwritable) {
      throw new CommandFailed("cannot write " + file + ": " + unwritable, unwritable);
    }
  }
}
