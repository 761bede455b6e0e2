package io.stillwatch.evaluation;

import io.stillwatch.simulator.Harvest;
import io.stillwatch.simulator.PopulationMix;
import io.stillwatch.simulator.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Files of truth, harvest and population, as the simulator writes them. */
public final class CsvFile {
  private CsvFile() {}

  /** Who everybody is, by account. Throws {@link BadFile}, naming the line. */
  public static Map<String, Truth> truth(Path file) {
    Map<String, Truth> truth = new LinkedHashMap<>();
    for (Truth row : read(file, Truth.HEADER, CsvFile::truthRow)) {
      if (truth.put(row.accountId(), row) != null) {
        throw new BadFile(file, "account \"" + row.accountId() + "\" is there twice");
      }
    }
    return truth;
  }

  /** What campaigns took. Throws {@link BadFile}, naming the line. */
  public static List<Harvest> harvest(Path file) {
    return read(file, Harvest.HEADER, CsvFile::harvestRow);
  }

  /** How common each persona is. Throws {@link BadFile}, naming the line. */
  static PopulationMix population(Path file) {
    Map<String, Double> parts = new LinkedHashMap<>();
    for (Map.Entry<String, Double> row : read(file, PopulationMix.HEADER, CsvFile::part)) {
      if (parts.put(row.getKey(), row.getValue()) != null) {
        throw new BadFile(file, "persona \"" + row.getKey() + "\" is there twice");
      }
    }
    try {
      return new PopulationMix(parts);
    } catch (IllegalArgumentException broken) {
      throw new BadFile(file, String.valueOf(broken.getMessage()));
    }
  }

  private static Map.Entry<String, Double> part(String[] cells) {
    double part = Double.parseDouble(cells[1].strip());
    if (!(part >= 0) || Double.isInfinite(part)) {
      throw new IllegalArgumentException("the part of \"" + cells[0] + "\" is none: " + cells[1]);
    }
    return Map.entry(cells[0], part);
  }

  private static Truth truthRow(String[] cells) {
    boolean attack =
        switch (cells[1]) {
          case "attack" -> true;
          case "legit" -> false;
          default ->
              throw new IllegalArgumentException(
                  "the label is \"" + cells[1] + "\", neither attack nor legit");
        };
    return new Truth(cells[0], attack, cells[2], cells[3], cells[4], cells[5]);
  }

  private static Harvest harvestRow(String[] cells) {
    try {
      return new Harvest(
          cells[0],
          cells[1],
          LocalDate.parse(cells[2]),
          Long.parseLong(cells[3]),
          Long.parseLong(cells[4]));
    } catch (NumberFormatException | DateTimeException broken) {
      throw new IllegalArgumentException("no date or number: " + broken.getMessage(), broken);
    }
  }

  private static <T> List<T> read(Path file, String header, Function<String[], T> row) {
    List<String> lines = lines(file);
    if (lines.isEmpty() || !lines.get(0).strip().equals(header)) {
      throw new BadFile(file, "the first line is not \"" + header + "\"");
    }
    int columns = header.split(",", -1).length;
    List<T> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      String[] cells = lines.get(i).split(",", -1);
      if (cells.length != columns) {
        throw BadFile.line(file, i + 1L, cells.length + " columns where " + columns + " belong");
      }
      try {
        rows.add(row.apply(cells));
      } catch (IllegalArgumentException broken) {
        throw BadFile.line(file, i + 1L, String.valueOf(broken.getMessage()));
      }
    }
    return rows;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException unreadable) {
      throw new BadFile(file, "cannot be read: " + unreadable);
    }
  }
}
