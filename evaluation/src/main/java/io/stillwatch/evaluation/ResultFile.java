package io.stillwatch.evaluation;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A file with the figures of a run. Besides them it says on what machine, with which Java, when and
 * by which command they came about.
 */
public final class ResultFile {
  private final JsonObject figures;

  private ResultFile(JsonObject figures) {
    this.figures = figures;
  }

  /** Starts a result with what every file has; the caller adds its figures to it. */
  public static JsonObject begin(Instant started, List<String> command) {
    Runtime runtime = Runtime.getRuntime();
    JsonObject object = new JsonObject();
    object.addProperty(
        "machine", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    object.addProperty("jdk", Runtime.version().toString());
    object.addProperty("cores", runtime.availableProcessors());
    object.addProperty("started", started.toString());
    object.addProperty("command", String.join(" ", command));
    return object;
  }

  public static ResultFile of(JsonObject figures) {
    return new ResultFile(figures);
  }

  /** Figures that are not defined (NaN) are left out. */
  static void addIfDefined(JsonObject object, String name, double figure) {
    if (!Double.isNaN(figure)) {
      object.addProperty(name, figure);
    }
  }

  public void write(Path file) {
    try {
      Files.writeString(
          file,
          new GsonBuilder()
                  .serializeNulls()
                  .setPrettyPrinting()
                  .disableHtmlEscaping()
                  .create()
                  .toJson(figures)
              + "\n");
    } catch (IOException unwritable) {
      throw new UncheckedIOException("cannot write " + file, unwritable);
    }
  }
}
