package io.stillwatch.standalone.commands;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option {@code --json FILE}: a command's result for programs, with where it was reached. */
public final class ResultFile {
  private final Instant started = Clock.systemUTC().instant();

  @Spec(Spec.Target.MIXEE)
  CommandSpec command = CommandSpec.create();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "write the result as JSON to this file too")
  @Nullable Path file;

  /** Writes the result if that was asked for. */
  public void write(JsonObject result) {
    if (file == null) {
      return;
    }
    result.addProperty("command", command.qualifiedName());
    result.addProperty("started", started.toString());
    result.addProperty(
        "machine", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    result.addProperty("cores", Runtime.getRuntime().availableProcessors());
    result.addProperty("jdk", Runtime.version().toString());
    try {
      Files.writeString(
          file,
          new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(result)
              + "\n");
    } catch (IOException unwritable) {
      throw new CommandFailed("cannot write the result to " + file, unwritable);
    }
  }
}
