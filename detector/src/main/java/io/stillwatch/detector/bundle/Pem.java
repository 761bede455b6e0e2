package io.stillwatch.detector.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

/** Keys as text files (RFC 7468). */
final class Pem {
  static final String PRIVATE = "PRIVATE KEY";
  static final String PUBLIC = "PUBLIC KEY";

  private static final long MAX_BYTES = 64 * 1024;

  private Pem() {}

  /** Throws IllegalArgumentException for a file that holds no such block. */
  static byte[] read(Path file, String kind) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IllegalArgumentException(file + " is no key file: " + Files.size(file) + " bytes");
    }
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    int begin = text.indexOf(begin(kind));
    int end = text.indexOf(end(kind));
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(file + " holds no " + kind);
    }
    try {
      return Base64.getMimeDecoder().decode(text.substring(begin + begin(kind).length(), end));
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(file + " holds a broken " + kind, malformed);
    }
  }

  static void write(Path file, String kind, byte[] encoded) throws IOException {
    makeFolder(file);
    Files.writeString(file, text(kind, encoded));
  }

  /** Readable by its owner alone from the first byte on, where the file system knows owners. */
  static void writeSecret(Path file, String kind, byte[] encoded) throws IOException {
    makeFolder(file);
    FileAttribute<?>[] attributes =
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Files.createFile(file, attributes);
    Files.writeString(file, text(kind, encoded), StandardOpenOption.WRITE);
  }

  private static void makeFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
  }

  private static String text(String kind, byte[] encoded) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
    return begin(kind) + '\n' + body + '\n' + end(kind) + '\n';
  }

  private static String begin(String kind) {
    return "-----BEGIN " + kind + "-----";
  }

  private static String end(String kind) {
    return "-----END " + kind + "-----";
  }
}
