package io.stillwatch.simulator;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.stillwatch.simulator.season.SeasonPlan;
import io.stillwatch.v1.Report;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a season into a folder: events, truth and harvest. The same season gives the same bytes.
 */
public final class SeasonWriter {
  /** How events are written. */
  public enum Format {
    /** {@code events.jsonl.gz}: one Report as ProtoJSON a line. */
    JSONL,
    /** {@code events.pb.gz}: Report messages, each behind its length. */
    PB
  }

  private SeasonWriter() {}

  /** With how common each persona is in the plan. Gives how many events were written. */
  public static long write(SeasonPlan plan, Season season, Path folder, Format format)
      throws IOException {
    Optional<PopulationMix> mix = PopulationMix.of(plan);
    if (mix.isPresent()) {
      write(mix.get(), folder);
    }
    return write(season, folder, format);
  }

  /** Gives how many events were written. */
  public static long write(Season season, Path folder, Format format) throws IOException {
    Files.createDirectories(folder);
    long events = writeEvents(season, folder, format);
    writeLines(folder.resolve("truth.csv"), Truth.HEADER, season.truth().stream().map(Truth::line));
    writeLines(
        folder.resolve("harvest.csv"),
        Harvest.HEADER,
        season.harvest().stream().map(Harvest::line));
    return events;
  }

  /** Writes how common each persona is: {@code population.csv}. */
  public static void write(PopulationMix mix, Path folder) throws IOException {
    Files.createDirectories(folder);
    writeLines(folder.resolve("population.csv"), PopulationMix.HEADER, mix.lines().stream());
  }

  private static long writeEvents(Season season, Path folder, Format format) throws IOException {
    Path file = folder.resolve(format == Format.JSONL ? "events.jsonl.gz" : "events.pb.gz");
    long[] events = new long[1];
    try (OutputStream out =
        new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file)), 1 << 16)) {
      JsonFormat.Printer printer =
          JsonFormat.printer().omittingInsignificantWhitespace().preservingProtoFieldNames();
      season.run(
          report -> {
            write(report, format, printer, out);
            events[0]++;
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return events[0];
  }

  private static void write(
      Report report, Format format, JsonFormat.Printer printer, OutputStream out) {
    try {
      if (format == Format.PB) {
        report.writeDelimitedTo(out);
      } else {
        out.write((printer.print(report) + "\n").getBytes(StandardCharsets.UTF_8));
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a report that has no JSON", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeLines(Path file, String header, Stream<String> lines)
      throws IOException {
    StringBuilder text = new StringBuilder(header).append('\n');
    lines.forEach(line -> text.append(line).append('\n'));
    Files.writeString(file, text);
  }
}
