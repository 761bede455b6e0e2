package io.stillwatch.evaluation;

import java.nio.file.Path;

/** A file that cannot be used; the message names it, the line and what is wrong there. */
public final class BadFile extends RuntimeException {
  private static final long serialVersionUID = 1;

  BadFile(Path file, String why) {
    super(file + ": " + why);
  }

  static BadFile line(Path file, long line, String why) {
    return new BadFile(file, "line " + line + ": " + why);
  }
}
