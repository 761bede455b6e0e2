package io.stillwatch.featureservice.accounts;

import io.stillwatch.sketch.KnownFrameKeys;
import io.stillwatch.sketch.KnownFrames;
import io.stillwatch.sketch.SketchKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Frames of public software, under the keys that sketches are made with. Without a key nothing is
 * known. Immutable; safe for any number of threads.
 */
public final class FrameRegistry {
  private final @Nullable KnownFrameKeys keys;

  private FrameRegistry(@Nullable KnownFrameKeys keys) {
    this.keys = keys;
  }

  /** One that knows no frame. */
  static FrameRegistry empty() {
    return new FrameRegistry(null);
  }

  /**
   * Reads keys and frames. Throws IllegalArgumentException, naming the file, for one that is none.
   *
   * @param keyFiles those of the live sketch keys; none: no frame is known
   * @param frames a file or folder of known frames beside those that come with Stillwatch; null:
   *     none
   */
  public static FrameRegistry read(List<Path> keyFiles, @Nullable Path frames) {
    if (keyFiles.isEmpty()) {
      if (frames != null) {
        throw new IllegalArgumentException(
            "known frames " + frames + " without stillwatch.features.sketch-key-files");
      }
      return empty();
    }
    SketchKey[] keys = keyFiles.stream().map(FrameRegistry::key).toArray(SketchKey[]::new);
    return new FrameRegistry(frames(frames).under(keys));
  }

  private static KnownFrames frames(@Nullable Path path) {
    try {
      return path == null
          ? KnownFrames.starter()
          : KnownFrames.starter().and(KnownFrames.read(path));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read the known frames " + path, unreadable);
    }
  }

  private static SketchKey key(Path file) {
    try {
      return SketchKey.of(Files.readString(file).strip().getBytes(StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read the sketch key file " + file, unreadable);
    } catch (IllegalArgumentException weak) {
      throw new IllegalArgumentException(file + ": " + weak.getMessage(), weak);
    }
  }

  /** Which frames' keys are known at that time. */
  LongPredicate at(Instant time) {
    if (keys == null) {
      return frame -> false;
    }
    LocalDate day = UtcDay.of(time);
    KnownFrameKeys known = keys;
    return frame -> known.isKnown(frame, day);
  }
}
