package io.stillwatch.features;

import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** What models of one kind are called, whatever their version: peers use models of one family. */
final class ModelFamily {
  private static final Pattern MARKS = Pattern.compile("[-_.:@/ ]+");
  private static final Pattern VERSION = Pattern.compile("^v?[0-9]+.*$|[0-9]+$");

  /** Platforms have few models; a reporter of random names must not fill the heap. */
  private static final int MOST_KNOWN = 1_000;

  private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

  private ModelFamily() {}

  /**
   * A model's name in lower case without what counts versions, dates and sizes: "large-2" and
   * "large-3-20260105" are both "large". The name itself where nothing would be left.
   */
  static String of(String model) {
    String known = KNOWN.get(model);
    if (known != null) {
      return known;
    }
    String family = found(model.toLowerCase(Locale.ROOT));
    if (KNOWN.size() < MOST_KNOWN) {
      KNOWN.put(model, family);
    }
    return family;
  }

  private static String found(String name) {
    StringJoiner family = new StringJoiner("-");
    for (String part : MARKS.split(name, -1)) {
      String word = VERSION.matcher(part).replaceAll("");
      if (!word.isEmpty()) {
        family.add(word);
      }
    }
    return family.length() == 0 ? name : family.toString();
  }
}
