package io.stillwatch.standalone.files;

import io.stillwatch.sketch.SketchKey;
import io.stillwatch.standalone.commands.CommandFailed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A file with the secret of a deployment's sketches: text of at least 16 characters. */
final class KeyFile {
  private static final int NEW_BYTES = 32;

  private KeyFile() {}

  /** Makes a new secret, readable by its owner alone, if there is no such file. */
  static SketchKey readOrCreate(Path file) {
    try {
      if (!Files.exists(file)) {
        create(file);
      }
    } catch (IOException unwritable) {
      throw new CommandFailed("cannot make the key file " + file, unwritable);
    }
    return read(file);
  }

  static SketchKey read(Path file) {
    try {
      return SketchKey.of(Files.readString(file).strip().getBytes(StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new CommandFailed("cannot read the key file " + file, unreadable);
    } catch (IllegalArgumentException weak) {
      throw new CommandFailed(file + ": " + weak.getMessage(), weak);
    }
  }

  private static void create(Path file) throws IOException {
    byte[] secret = new byte[NEW_BYTES];
    new SecureRandom().nextBytes(secret);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        file, HexFormat.of().formatHex(secret) + "\n", StandardOpenOption.TRUNCATE_EXISTING);
  }
}
