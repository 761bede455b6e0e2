package io.stillwatch.standalone.forest;

import io.stillwatch.detector.metrics.LabelledRows;
import io.stillwatch.standalone.commands.CommandFailed;
import io.stillwatch.standalone.files.Lines;
import java.nio.file.Path;

/** Reads labelled rows; what is wrong with a file is said with its line. */
final class LabelledFile {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private LabelledFile() {}

  /**
   * Throws IllegalArgumentException for whatever is no file of rows of both classes: to name such a
   * file is bad usage.
   */
  static LabelledRows read(Path file) {
    try (Lines lines = new Lines(file)) {
      LabelledRows rows = read(lines, file);
      if (rows.anomalies() == 0 || rows.anomalies() == rows.size()) {
        throw new IllegalArgumentException(
            file
                + ": "
                + rows.anomalies()
                + " of "
                + rows.size()
                + " rows are anomalies; both labels are needed");
      }
      return rows;
    } catch (CommandFailed unreadable) {
      throw new IllegalArgumentException(unreadable.getMessage(), unreadable);
    }
  }

  private static LabelledRows read(Lines lines, Path file) {
    String header = lines.next();
    if (header == null) {
      throw new IllegalArgumentException(file + " is empty");
    }
    try {
      LabelledRows rows = new LabelledRows(withoutMark(header));
      for (String line = lines.next(); line != null; line = lines.next()) {
        rows.add(line);
      }
      return rows;
    } catch (IllegalArgumentException broken) {
      throw new IllegalArgumentException(lines.place() + ": " + broken.getMessage(), broken);
    }
  }

  private static String withoutMark(String header) {
    return header.startsWith(BYTE_ORDER_MARK) ? header.substring(1) : header;
  }
}
