package io.stillwatch.evaluation.platform;

import io.stillwatch.rim.tokens.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A secret in a file that only its owner can read. */
final class OwnerFile {
  private OwnerFile() {}

  /** The secret in that file; a new one is written where there is no file. */
  static String readOrCreate(Path file) {
    try {
      try {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, Secret.random() + "\n");
      } catch (FileAlreadyExistsException kept) {
        // The one of an earlier start is used again.
      }
      String secret = Files.readString(file).strip();
      if (secret.isEmpty()) {
        throw new IllegalStateException(file + " is empty: delete it to get a new token");
      }
      return secret;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the operator's token in " + file, e);
    }
  }
}
