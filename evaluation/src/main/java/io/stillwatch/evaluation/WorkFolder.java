package io.stillwatch.evaluation;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.stillwatch.features.FeatureCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder in which a run is kept: the platform's data, the nights, and of what run they are. It
 * goes on with no other run than that.
 */
final class WorkFolder {
  private static final String RUN = "run.json";
  private static final String BASELINE = "baseline-until";

  private final Path path;

  private WorkFolder(Path path) {
    this.path = path;
  }

  /**
   * Opens it for a run, the first or one that goes on. Throws {@link BadFile}, naming what differs
   * and both values, when another run is kept there or the folder is somebody else's.
   */
  static WorkFolder of(Path path, JsonObject run) {
    Path file = path.resolve(RUN);
    try {
      Files.createDirectories(path);
      if (Files.exists(file)) {
        refuseOther(path, read(file), run);
      } else if (isEmpty(path)) {
        write(file, new GsonBuilder().setPrettyPrinting().create().toJson(run) + "\n");
      } else {
        throw new BadFile(path, "is neither empty nor the folder of a run: no " + RUN + " in it");
      }
      return new WorkFolder(path);
    } catch (IOException unusable) {
      throw new BadFile(path, "cannot be worked in: " + unusable);
    }
  }

  /** What a run is told by. Reads the events once. */
  static JsonObject run(String version, Path events, @Nullable Instant baselineUntil, long seed) {
    JsonObject run = new JsonObject();
    run.addProperty("version", version);
    run.addProperty("features", FeatureCatalogue.fingerprint());
    run.addProperty("events_sha256", sha256(events));
    run.addProperty(
        "baseline_until", baselineUntil == null ? "half of the days" : baselineUntil.toString());
    run.addProperty("seed", seed);
    return run;
  }

  private static JsonObject read(Path file) throws IOException {
    try {
      return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException broken) {
      throw new BadFile(file, "does not say of what run it is");
    }
  }

  private static void refuseOther(Path path, JsonObject kept, JsonObject run) {
    for (String what : run.keySet()) {
      if (!Objects.equals(kept.get(what), run.get(what))) {
        throw new BadFile(
            path,
            "keeps a run with "
                + what
                + " "
                + kept.get(what)
                + ", this one has "
                + run.get(what)
                + ": name another folder, or remove that one to begin anew");
      }
    }
  }

  private static boolean isEmpty(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.allMatch(WholeFile.unfinished(path.resolve(RUN))::equals);
    }
  }

  private static void write(Path file, String text) throws IOException {
    WholeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String sha256(Path file) {
    try (InputStream in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + file, unreadable);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("a Java without SHA-256", impossible);
    }
  }

  /** Where the baseline ends, if the run has found that already. */
  Optional<Instant> baselineEnd() {
    Path file = path.resolve(BASELINE);
    try {
      return Files.exists(file)
          ? Optional.of(Instant.parse(Files.readString(file).strip()))
          : Optional.empty();
    } catch (IOException | DateTimeException broken) {
      throw new BadFile(file, "does not say where the baseline ends");
    }
  }

  void keepBaselineEnd(Instant end) {
    try {
      write(path.resolve(BASELINE), end + "\n");
    } catch (IOException unwritable) {
      throw new UncheckedIOException("cannot write into " + path, unwritable);
    }
  }

  /** Of the platform. */
  Path data() {
    return path.resolve("platform");
  }

  KeptNights nights() {
    return KeptNights.in(path.resolve("nights"));
  }
}
