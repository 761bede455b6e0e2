package io.stillwatch.standalone.files;

import io.stillwatch.standalone.commands.CommandFailed;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Files that are packed when their name ends in {@code .gz}. */
final class PackedFile {
  private static final int BUFFER = 1 << 16;

  private PackedFile() {}

  static InputStream read(Path file) {
    try {
      InputStream in = Files.newInputStream(file);
      return new BufferedInputStream(isPacked(file) ? unpacked(in) : in, BUFFER);
    } catch (EOFException empty) {
      throw new CommandFailed("cannot read " + file + ": it ends too soon", empty);
    } catch (NoSuchFileException missing) {
      throw new CommandFailed("there is no file " + file, missing);
    } catch (IOException unreadable) {
      throw new CommandFailed("cannot read " + file + ": " + unreadable.getMessage(), unreadable);
    }
  }

  private static InputStream unpacked(InputStream in) throws IOException {
    try {
      return new GZIPInputStream(in, BUFFER);
    } catch (IOException broken) {
      in.close();
      throw broken;
    }
  }

  static OutputStream write(Path file) throws IOException {
    OutputStream out = Files.newOutputStream(file);
    return isPacked(file) ? new GZIPOutputStream(out, BUFFER) : out;
  }

  static void close(Closeable open, Path file) {
    try {
      open.close();
    } catch (IOException broken) {
      throw new CommandFailed("cannot close " + file + ": " + broken.getMessage(), broken);
    }
  }

  private static boolean isPacked(Path file) {
    return file.toString().endsWith(".gz");
  }
}
