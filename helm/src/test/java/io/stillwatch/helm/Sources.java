package io.stillwatch.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The sources of the other modules, read as text: this module knows none of them, and yet names
 * their settings.
 */
final class Sources {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern PREFIX =
      Pattern.compile("@ConfigurationProperties\\(\"([\\w.-]+)\"\\)\\s+public record (\\w+)");
  private static final Pattern RECORD = Pattern.compile("\\brecord (\\w+)\\(");

  private Sources() {}

  /** The text of a file below the root, such as {@code rim/pom.xml}. */
  static String text(String path) {
    try {
      return Files.readString(ROOT.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a class's file, by its full name and module. */
  static String type(String module, String name) {
    return text(module + "/src/main/java/" + name.replace('.', '/') + ".java");
  }

  /**
   * Every setting of our own, in small letters and with dots, such as {@code
   * stillwatch.tokens.seeds[].name}: the components of the records that Spring binds. A map's keys
   * are anything: {@code .*}.
   */
  static List<String> settings() {
    Map<String, String> records = new TreeMap<>();
    Map<String, String> prefixes = new TreeMap<>();
    for (String module : List.of("rim", "feature-service", "model-service")) {
      for (String text : files(module)) {
        collectRecords(text, records);
        Matcher prefix = PREFIX.matcher(text);
        while (prefix.find()) {
          prefixes.put(prefix.group(2), prefix.group(1));
        }
      }
    }
    List<String> settings = new ArrayList<>();
    prefixes.forEach((record, prefix) -> expand(prefix, record, records, settings));
    return settings;
  }

  private static void collectRecords(String text, Map<String, String> records) {
    Matcher record = RECORD.matcher(text);
    while (record.find()) {
      records.put(record.group(1), balanced(text, record.end()));
    }
  }

  private static void expand(
      String path, String record, Map<String, String> records, List<String> settings) {
    for (String component : split(records.get(record))) {
      String plain = component.replaceAll("@\\w+(\\(\"[^\"]*\"\\))?", "").strip();
      int space = plain.lastIndexOf(' ');
      String type = plain.substring(0, space).strip();
      String name = path + "." + plain.substring(space + 1).toLowerCase(Locale.ROOT);
      boolean list = type.startsWith("List<");
      String element = list ? type.substring(5, type.length() - 1) : type;
      String place = list ? name + "[]" : type.startsWith("Map<") ? name + ".*" : name;
      if (records.containsKey(element)) {
        expand(place, element, records, settings);
      } else {
        settings.add(place);
      }
    }
  }

  /** From just behind an opening bracket up to its end. */
  private static String balanced(String text, int start) {
    int depth = 1;
    int at = start;
    while (depth > 0) {
      char letter = text.charAt(at++);
      depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
    }
    return text.substring(start, at - 1);
  }

  /** At the commas that are inside nothing. */
  private static List<String> split(String components) {
    List<String> found = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int at = 0; at < components.length(); at++) {
      char letter = components.charAt(at);
      depth += "(<".indexOf(letter) >= 0 ? 1 : ")>".indexOf(letter) >= 0 ? -1 : 0;
      if (letter == ',' && depth == 0) {
        found.add(components.substring(from, at));
        from = at + 1;
      }
    }
    found.add(components.substring(from));
    return found.stream().map(String::strip).filter(text -> !text.isEmpty()).toList();
  }

  private static List<String> files(String module) {
    try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(file -> text(ROOT.relativize(file).toString()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
