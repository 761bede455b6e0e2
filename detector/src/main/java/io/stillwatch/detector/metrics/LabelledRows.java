package io.stillwatch.detector.metrics;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Rows of numbers with labels, from the lines of a CSV file: a header whose last name is {@code
 * label}, then cells of decimal numbers without quotes; an empty cell or {@code nan} is missing, a
 * label is 0 or 1 (an anomaly). Keeps a {@code float[]} a row. One thread at a time.
 */
public final class LabelledRows {
  private static final String LABEL = "label";
  private static final int SHOWN_CHARACTERS = 40;

  private final int features;
  private final List<float[]> rows = new ArrayList<>();
  private final BitSet anomalies = new BitSet();

  /** Throws IllegalArgumentException for a line that is no such header. */
  public LabelledRows(String header) {
    String names = header.strip();
    if (!names.endsWith("," + LABEL)) {
      throw new IllegalArgumentException(
          "not a header of features and " + LABEL + ": " + shown(header));
    }
    this.features = (int) names.chars().filter(c -> c == ',').count();
  }

  /** Throws IllegalArgumentException, naming the cell, for a line that is no row; adds nothing. */
  public void add(String line) {
    float[] row = new float[features];
    int start = 0;
    for (int i = 0; i < features; i++) {
      int end = line.indexOf(',', start);
      if (end < 0) {
        throw new IllegalArgumentException((i + 1) + " cells, not " + (features + 1));
      }
      row[i] = number(line.substring(start, end).strip(), i);
      start = end + 1;
    }
    anomalies.set(rows.size(), isAnomaly(line.substring(start).strip()));
    rows.add(row);
  }

  public int size() {
    return rows.size();
  }

  public int features() {
    return features;
  }

  public int anomalies() {
    return anomalies.cardinality();
  }

  /** Not copied. */
  public float[][] rows() {
    return rows.toArray(float[][]::new);
  }

  /** True for an anomaly. */
  public boolean[] labels() {
    boolean[] labels = new boolean[rows.size()];
    anomalies.stream().forEach(i -> labels[i] = true);
    return labels;
  }

  private static float number(String cell, int place) {
    if (cell.isEmpty() || cell.equalsIgnoreCase("nan")) {
      return Float.NaN;
    }
    float value = isDecimal(cell) ? parsed(cell) : Float.NaN;
    if (Float.isNaN(value)) {
      throw new IllegalArgumentException("cell " + (place + 1) + " is no number: " + shown(cell));
    }
    if (Float.isInfinite(value)) {
      throw new IllegalArgumentException(
          "cell " + (place + 1) + " is beyond single precision: " + shown(cell));
    }
    return value;
  }

  /** Leaves out what only Java takes for a number, such as "1f" and "0x1p3". */
  private static boolean isDecimal(String cell) {
    return cell.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0);
  }

  private static float parsed(String cell) {
    try {
      return Float.parseFloat(cell);
    } catch (NumberFormatException text) {
      return Float.NaN;
    }
  }

  private boolean isAnomaly(String cell) {
    if (cell.equals("1")) {
      return true;
    }
    if (cell.equals("0")) {
      return false;
    }
    int cells = features + 1 + (int) cell.chars().filter(c -> c == ',').count();
    throw new IllegalArgumentException(
        cells > features + 1
            ? cells + " cells, not " + (features + 1)
            : "the label is neither 0 nor 1: " + shown(cell));
  }

  private static String shown(String text) {
    boolean isLong = text.length() > SHOWN_CHARACTERS;
    return '"' + (isLong ? text.substring(0, SHOWN_CHARACTERS) + "…" : text) + '"';
  }
}
