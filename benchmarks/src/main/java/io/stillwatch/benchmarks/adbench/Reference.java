package io.stillwatch.benchmarks.adbench;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reference's figures by set, from {@code reference_isolation_forest.json} in the sets' folder:
 * an object whose name ends in {@code _N_seeds}, with auroc, auroc_sd and ap by set.
 */
final class Reference {
  private static final String FILE = "reference_isolation_forest.json";
  private static final Pattern NAME = Pattern.compile(".*_(\\d+)_seeds");

  /** Average precision has no deviation of its own there. */
  record Figures(Sample auroc, double averagePrecision) {}

  private final Map<String, Figures> figures = new LinkedHashMap<>();

  private Reference() {}

  /** Empty if the folder has no such file. */
  static Reference in(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return new Reference();
    }
    try {
      return of(JsonParser.parseString(Files.readString(file)).getAsJsonObject());
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + file, unreadable);
    } catch (JsonParseException | IllegalStateException | UnsupportedOperationException broken) {
      throw new IllegalArgumentException(file + ": " + broken.getMessage(), broken);
    }
  }

  Map<String, Figures> figures() {
    return figures;
  }

  private static Reference of(JsonObject all) {
    for (String name : all.keySet()) {
      Matcher matcher = NAME.matcher(name);
      if (matcher.matches()) {
        Reference reference = new Reference();
        reference.add(all.getAsJsonObject(name), Integer.parseInt(matcher.group(1)));
        return reference;
      }
    }
    throw new IllegalArgumentException(FILE + " has no object named …_N_seeds");
  }

  private void add(JsonObject sets, int seeds) {
    for (String set : sets.keySet()) {
      JsonObject of = sets.getAsJsonObject(set);
      Sample auroc = new Sample(number(of, set, "auroc"), number(of, set, "auroc_sd"), seeds);
      figures.put(set, new Figures(auroc, number(of, set, "ap")));
    }
  }

  private static double number(JsonObject of, String set, String key) {
    if (!of.has(key)) {
      throw new IllegalArgumentException(FILE + " has no " + key + " of the set " + set);
    }
    return of.get(key).getAsDouble();
  }
}
