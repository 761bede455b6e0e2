package io.stillwatch.standalone.files;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.stillwatch.standalone.commands.CommandFailed;
import io.stillwatch.v1.Report;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file of events being read: one Report as ProtoJSON a line, or, where the name ends in {@code
 * .pb} or {@code .pb.gz}, Report messages each behind its length. Broken entries throw {@link
 * CommandFailed} with their place. One thread at a time.
 */
public abstract sealed class EventFile implements AutoCloseable {
  /** Opens a file at its first event. */
  public static EventFile open(Path file) {
    String name = file.toString();
    return name.endsWith(".pb") || name.endsWith(".pb.gz") ? new Binary(file) : new Json(file);
  }

  /** The next event; null at the end. */
  public abstract @Nullable Report next();

  /** Passes over one event; false at the end. */
  public abstract boolean skip();

  /** Where the event that was given last stands, such as "events.jsonl.gz:17". */
  public abstract String place();

  @Override
  public abstract void close();

  private static final class Json extends EventFile {
    private final JsonFormat.Parser parser = JsonFormat.parser();
    private final Lines lines;

    Json(Path file) {
      this.lines = new Lines(file);
    }

    @Override
    public @Nullable Report next() {
      String line = lines.next();
      if (line == null) {
        return null;
      }
      try {
        Report.Builder report = Report.newBuilder();
        parser.merge(line, report);
        return report.build();
      } catch (InvalidProtocolBufferException broken) {
        throw new CommandFailed(place() + ": no event: " + broken.getMessage(), broken);
      }
    }

    @Override
    public boolean skip() {
      return lines.next() != null;
    }

    @Override
    public String place() {
      return lines.place();
    }

    @Override
    public void close() {
      lines.close();
    }
  }

  private static final class Binary extends EventFile {
    private final Path file;
    private final InputStream in;
    private long number;

    Binary(Path file) {
      this.file = file;
      this.in = PackedFile.read(file);
    }

    @Override
    public @Nullable Report next() {
      number++;
      try {
        return Report.parseDelimitedFrom(in);
      } catch (IOException broken) {
        throw new CommandFailed(place() + ": no event: " + broken.getMessage(), broken);
      }
    }

    @Override
    public boolean skip() {
      return next() != null;
    }

    @Override
    public String place() {
      return file.getFileName() + ":" + number;
    }

    @Override
    public void close() {
      PackedFile.close(in, file);
    }
  }
}
