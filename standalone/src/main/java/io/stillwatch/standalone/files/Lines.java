package io.stillwatch.standalone.files;

import io.stillwatch.standalone.commands.CommandFailed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The lines of a UTF-8 file that are not blank; none may be longer than 16 MiB. */
public final class Lines implements AutoCloseable {
  private static final int MAX_BYTES = 16 << 20;

  private final Path file;
  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int filled;
  private long number;

  /** Throws CommandFailed, as all that follows, for a file that cannot be read. */
  public Lines(Path file) {
    this.file = file;
    this.in = PackedFile.read(file);
  }

  /** Where the line that was given last stands, such as "events.jsonl:17". */
  public String place() {
    return file.getFileName() + ":" + number;
  }

  /** Null at the end. */
  public @Nullable String next() {
    ByteArrayOutputStream line = new ByteArrayOutputStream(2048);
    while (take(line)) {
      String text = decode(line.toByteArray());
      if (!text.isBlank()) {
        return text;
      }
      line.reset();
    }
    return null;
  }

  /** Takes the next line; false at the end. */
  private boolean take(ByteArrayOutputStream line) {
    number++;
    while (position < filled || fill()) {
      int end = position;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      line.write(buffer, position, end - position);
      checkLength(line.size());
      boolean isWhole = end < filled;
      position = isWhole ? end + 1 : end;
      if (isWhole) {
        return true;
      }
    }
    return line.size() > 0;
  }

  private boolean fill() {
    try {
      position = 0;
      filled = Math.max(0, in.read(buffer));
      return filled > 0;
    } catch (IOException broken) {
      throw new CommandFailed(place() + ": " + broken.getMessage(), broken);
    }
  }

  private void checkLength(int bytes) {
    if (bytes > MAX_BYTES) {
      throw new CommandFailed(place() + ": a line of more than " + MAX_BYTES + " bytes");
    }
  }

  private String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException broken) {
      throw new CommandFailed(place() + ": not UTF-8", broken);
    }
  }

  @Override
  public void close() {
    PackedFile.close(in, file);
  }
}
