package io.stillwatch.standalone.commands;

import com.google.gson.JsonObject;
import io.stillwatch.evaluation.ResultFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option {@code --json FILE}: a command's result for programs, with where it was reached. */
public final class ResultOption {
  private final Instant started = Clock.systemUTC().instant();

  @Spec(Spec.Target.MIXEE)
  CommandSpec command = CommandSpec.create();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "write the result as JSON to this file too")
  @Nullable Path file;

  /** Writes the result if that was asked for. Of the command line only the name: it has tokens. */
  public void write(JsonObject figures) {
    if (file == null) {
      return;
    }
    JsonObject result = ResultFile.begin(started, List.of(command.qualifiedName()));
    figures.entrySet().forEach(figure -> result.add(figure.getKey(), figure.getValue()));
    try {
      ResultFile.of(result).write(file);
    } catch (UncheckedIOException unwritable) {
      throw new CommandFailed("cannot write the result to " + file, unwritable);
    }
  }
}
