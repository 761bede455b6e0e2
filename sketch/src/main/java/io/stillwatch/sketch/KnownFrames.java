package io.stillwatch.sketch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The registry of known frames, as text. It is hashed at start under every live key by {@link
 * #under}. Immutable. docs/sketch.md has the format of its files.
 */
public final class KnownFrames {
  /** The most frames of a registry. */
  public static final int MAX_FRAMES = 10_000;

  private static final String SUFFIX = ".txt";

  private final List<KnownFrame> frames;

  private KnownFrames(List<KnownFrame> frames) {
    this.frames = frames;
  }

  /** Throws IllegalArgumentException for two frames of one name. */
  public static KnownFrames of(Collection<KnownFrame> frames) {
    if (frames.size() > MAX_FRAMES) {
      throw new IllegalArgumentException(
          "a registry has at most " + MAX_FRAMES + " frames, not " + frames.size());
    }
    Map<String, KnownFrame> byName = new HashMap<>();
    for (KnownFrame frame : frames) {
      if (byName.put(frame.name(), frame) != null) {
        throw new IllegalArgumentException("two known frames of the name " + frame.name());
      }
    }
    return new KnownFrames(List.copyOf(frames));
  }

  /** A few generic frames that come with the jar: a start, not a survey. */
  public static KnownFrames starter() {
    return of(new FrameFile("known-frames.txt").read(Table.text("known-frames.txt")));
  }

  /**
   * Those of a file, or of all files of a folder whose names end in .txt.
   *
   * @throws IllegalArgumentException naming file and line of what is wrong
   */
  public static KnownFrames read(Path path) throws IOException {
    List<KnownFrame> frames = new ArrayList<>();
    for (Path file : files(path)) {
      frames.addAll(FrameFile.read(file));
    }
    return of(frames);
  }

  private static List<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries
          .filter(entry -> entry.getFileName().toString().endsWith(SUFFIX))
          .sorted()
          .toList();
    }
  }

  /** These and those. Throws IllegalArgumentException for two frames of one name. */
  public KnownFrames and(KnownFrames others) {
    return of(Stream.concat(frames.stream(), others.frames.stream()).toList());
  }

  public List<KnownFrame> frames() {
    return frames;
  }

  /** These frames under every key whose sketches are looked at. */
  public KnownFrameKeys under(SketchKey... keys) {
    return new KnownFrameKeys(frames, Stream.of(keys).map(PromptSketcher::new).toList());
  }

  @Override
  public String toString() {
    return "KnownFrames " + frames.size();
  }
}
