package io.stillwatch.evaluation;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.stillwatch.v1.Report;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of events: one Report as ProtoJSON a line ({@code .jsonl}), or Report messages, each
 * behind its length ({@code .pb}); packed if the name ends in {@code .gz}. Reads one event at a
 * time.
 */
public record EventFile(Path path) {
  private static final int BUFFER = 1 << 16;

  /** No event is longer: what claims to be is no file of events. */
  private static final int MAX_MESSAGE_BYTES = 1 << 26;

  /**
   * Gives every event in the file's order. Throws {@link BadFile}, naming the line or the place of
   * the event, for what is no event.
   */
  public void forEach(Consumer<Report> sink) {
    read(sink, null);
  }

  /** The same, but lines that are no events are passed over, and counted. */
  void forEach(Consumer<Report> sink, BrokenLines broken) {
    read(sink, broken);
  }

  private void read(Consumer<Report> sink, @Nullable BrokenLines broken) {
    try (InputStream in = open()) {
      if (plainName().endsWith(".pb")) {
        readMessages(in, sink);
      } else {
        readLines(in, sink, broken);
      }
    } catch (IOException unreadable) {
      throw new BadFile(path, "cannot be read: " + unreadable);
    }
  }

  /** Throws {@link BadFile} now rather than when the services are up. */
  void refuseIfUnreadable() {
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw new BadFile(path, "no file that can be read");
    }
  }

  private String plainName() {
    return String.valueOf(path.getFileName()).replaceFirst("\\.gz$", "");
  }

  private InputStream open() throws IOException {
    InputStream file = new BufferedInputStream(Files.newInputStream(path), BUFFER);
    return path.toString().endsWith(".gz")
        ? new BufferedInputStream(new GZIPInputStream(file, BUFFER), BUFFER)
        : file;
  }

  private void readLines(InputStream in, Consumer<Report> sink, @Nullable BrokenLines broken)
      throws IOException {
    JsonFormat.Parser parser = JsonFormat.parser();
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), BUFFER);
    long number = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      if (!line.isBlank()) {
        Report report = report(parser, line, number, broken);
        if (report != null) {
          sink.accept(report);
        }
      }
    }
  }

  /** Null for a broken line that was counted. */
  private @Nullable Report report(
      JsonFormat.Parser parser, String line, long number, @Nullable BrokenLines broken) {
    try {
      return checked(parsed(parser, line, number), number);
    } catch (BadFile unusable) {
      if (broken == null) {
        throw unusable;
      }
      broken.add(number);
      return null;
    }
  }

  private Report parsed(JsonFormat.Parser parser, String line, long number) {
    try {
      Report.Builder report = Report.newBuilder();
      parser.merge(line, report);
      return report.build();
    } catch (InvalidProtocolBufferException broken) {
      throw BadFile.line(path, number, "no Report as ProtoJSON");
    }
  }

  private void readMessages(InputStream in, Consumer<Report> sink) throws IOException {
    long number = 0;
    byte[] bytes = new byte[BUFFER];
    try {
      for (int first = in.read(); first >= 0; first = in.read()) {
        int length = CodedInputStream.readRawVarint32(first, in);
        if (length < 0 || length > MAX_MESSAGE_BYTES) {
          throw new InvalidProtocolBufferException("a message of " + length + " bytes");
        }
        bytes = length > bytes.length ? new byte[length] : bytes;
        if (in.readNBytes(bytes, 0, length) < length) {
          throw new InvalidProtocolBufferException("the file ends within a message");
        }
        number++;
        sink.accept(checked(Report.parser().parseFrom(bytes, 0, length), number));
      }
    } catch (InvalidProtocolBufferException broken) {
      throw new BadFile(path, "event " + (number + 1) + " is no Report message");
    }
  }

  private Report checked(Report report, long number) {
    if (!report.hasUsage() && !report.hasAccount()) {
      throw BadFile.line(path, number, "neither a usage event nor an account event");
    }
    return report;
  }
}
