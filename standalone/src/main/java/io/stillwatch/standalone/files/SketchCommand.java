package io.stillwatch.standalone.files;

import com.google.gson.JsonObject;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.stillwatch.sketch.PromptSketcher;
import io.stillwatch.sketch.SketchKey;
import io.stillwatch.standalone.commands.CommandFailed;
import io.stillwatch.standalone.commands.ResultOption;
import io.stillwatch.v1.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code stillwatch sketch}: raw lines with prompts become events with sketches. */
@Command(
    name = "sketch",
    mixinStandardHelpOptions = true,
    description = {
      "Turn raw lines into events: the prompt of each becomes a keyed sketch, its text goes no"
          + " further.",
      "A raw line is a UsageEvent as ProtoJSON plus \"prompt\": {\"system\": \"...\","
          + " \"messages\": [{\"role\", \"content\"}]}, or an AccountEvent, which passes through."
    })
public final class SketchCommand implements Callable<Integer> {
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().omittingInsignificantWhitespace().preservingProtoFieldNames();

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--in",
      paramLabel = "RAW.jsonl",
      required = true,
      description = "raw lines; packed if its name ends in .gz")
  Path in = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "EVENTS.jsonl",
      required = true,
      description = "events, one Report a line; packed if its name ends in .gz")
  Path out = Path.of("");

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description =
          "the deployment's secret, made if absent; without it a key is made up and thrown away,"
              + " and the sketches can be compared with each other only")
  @Nullable Path keyFile;

  @Option(
      names = "--retiring-key-file",
      paramLabel = "FILE",
      description =
          "the secret that --key-file takes over from: each sketch has an alias under it, so that"
              + " what was seen before can still be found")
  @Nullable Path retiringKeyFile;

  @Mixin ResultOption result = new ResultOption();

  @Override
  public Integer call() {
    SketchKey retiring = retiringKeyFile == null ? null : KeyFile.read(retiringKeyFile);
    SketchKey key = keyFile == null ? SketchKey.random() : KeyFile.readOrCreate(keyFile);
    long events = sketchAll(new RawEvent(sketcher(key, retiring)));
    spec.commandLine()
        .getOut()
        .printf(Locale.ROOT, "sketched %,d events under key %d into %s%n", events, key.id(), out);
    JsonObject figures = new JsonObject();
    figures.addProperty("events", events);
    figures.addProperty("key_id", key.id());
    if (retiring != null) {
      figures.addProperty("retiring_key_id", retiring.id());
    }
    result.write(figures);
    return 0;
  }

  private PromptSketcher sketcher(SketchKey key, @Nullable SketchKey retiring) {
    if (retiring != null && retiring.id() == key.id()) {
      throw new CommandFailed(
          "--key-file and --retiring-key-file hold the same key: "
              + keyFile
              + ", "
              + retiringKeyFile);
    }
    return new PromptSketcher(key, retiring);
  }

  /** The file is there when all of it is. */
  private long sketchAll(RawEvent raw) {
    Path directory = out.toAbsolutePath().getParent();
    Path part = out.resolveSibling(".part-" + out.getFileName());
    if (directory == null || !Files.isDirectory(directory)) {
      throw new CommandFailed("there is no folder to write " + out + " into");
    }
    try {
      long events = sketchAll(raw, part);
      Files.move(part, out, StandardCopyOption.REPLACE_EXISTING);
      return events;
    } catch (IOException unwritable) {
      throw new CommandFailed("cannot write " + out + ": " + unwritable.getMessage(), unwritable);
    } finally {
      part.toFile().delete();
    }
  }

  private long sketchAll(RawEvent raw, Path part) throws IOException {
    long events = 0;
    try (Lines lines = new Lines(in);
        OutputStream sketched = PackedFile.write(part)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        sketched.write(json(report(raw, line, lines)).getBytes(StandardCharsets.UTF_8));
        events++;
      }
    }
    return events;
  }

  private static Report report(RawEvent raw, String line, Lines lines) {
    try {
      return raw.sketched(line);
    } catch (IllegalArgumentException broken) {
      throw new CommandFailed(lines.place() + ": " + broken.getMessage(), broken);
    }
  }

  private static String json(Report report) throws InvalidProtocolBufferException {
    return PRINTER.print(report) + "\n";
  }
}
