package io.stillwatch.simulator.season;

import io.stillwatch.simulator.season.SeasonPlan.CampaignPlan;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads a season's file. A range is {@code [low, high]}, or one number. Unknown keys, and values of
 * another type, are refused by their path.
 */
public final class SeasonFile {
  /** Seasons that come with Stillwatch. */
  public static final List<String> NAMES = List.of("composite", "demo", "quick", "standard");

  private static final String RESOURCES = "/io/stillwatch/simulator/seasons/";
  private static final int MOST_CHARACTERS = 1 << 20;

  private final Map<String, Object> values;
  private final String path;

  private SeasonFile(Map<String, Object> values, String path) {
    this.values = new LinkedHashMap<>(values);
    this.path = path;
  }

  /**
   * A season that comes with Stillwatch, by its name, or one of a file. Throws
   * IllegalArgumentException, naming file and place, for one that is none.
   */
  public static SeasonPlan named(String nameOrFile) {
    if (!NAMES.contains(nameOrFile)) {
      return read(Path.of(nameOrFile));
    }
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(
                SeasonFile.class.getResourceAsStream(RESOURCES + nameOrFile + ".yaml")),
            StandardCharsets.UTF_8)) {
      return read(reader);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read the season " + nameOrFile, unreadable);
    }
  }

  /** Throws IllegalArgumentException, naming file and place, for one that is none. */
  public static SeasonPlan read(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      return read(reader);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("cannot read the season " + file, unreadable);
    } catch (IllegalArgumentException broken) {
      throw new IllegalArgumentException(file + ": " + broken.getMessage(), broken);
    }
  }

  /** Throws IllegalArgumentException, naming the place, for what is no season. */
  public static SeasonPlan read(Reader reader) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setCodePointLimit(MOST_CHARACTERS);
    options.setMaxAliasesForCollections(0);
    try {
      Object loaded = new Yaml(new SafeConstructor(options)).load(reader);
      return new SeasonFile(map("the season", loaded), "").plan();
    } catch (YAMLException malformed) {
      throw new IllegalArgumentException("not YAML: " + malformed.getMessage(), malformed);
    }
  }

  private SeasonPlan plan() {
    SeasonPlan plan =
        new SeasonPlan(
            text("version"),
            date("start"),
            whole("baseline_days"),
            whole("season_days"),
            whole("accounts"),
            whole("most_calls"),
            number("release_day"),
            parts(within("mix")),
            parts(within("population")),
            campaigns(),
            roles());
    refuseOthers();
    return plan;
  }

  private static Map<String, Double> parts(SeasonFile given) {
    Map<String, Double> mix = new LinkedHashMap<>();
    for (String role : List.copyOf(given.values.keySet())) {
      mix.put(role, given.number(role));
    }
    return mix;
  }

  private List<CampaignPlan> campaigns() {
    List<CampaignPlan> campaigns = new ArrayList<>();
    Object listed = values.remove("campaigns");
    if (listed == null) {
      return campaigns;
    }
    if (!(listed instanceof List<?> all)) {
      throw wrong("campaigns", "a list", listed);
    }
    for (int i = 0; i < all.size(); i++) {
      String place = "campaigns[" + i + "]";
      SeasonFile one = new SeasonFile(map(place, all.get(i)), place + ".");
      campaigns.add(
          new CampaignPlan(
              one.text("role"),
              one.wholeOr("count", 1),
              one.whole("accounts"),
              one.wholeOr("through_baseline", 0),
              one.ranges("parameters")));
      one.refuseOthers();
    }
    return campaigns;
  }

  private Map<String, Map<String, Range>> roles() {
    Map<String, Map<String, Range>> roles = new LinkedHashMap<>();
    SeasonFile given = within("roles");
    for (String role : List.copyOf(given.values.keySet())) {
      roles.put(role, given.ranges(role));
    }
    return roles;
  }

  private Map<String, Range> ranges(String key) {
    Map<String, Range> ranges = new LinkedHashMap<>();
    SeasonFile given = within(key);
    given.values.forEach((name, value) -> ranges.put(name, given.range(name, value)));
    return ranges;
  }

  private Range range(String name, Object value) {
    if (value instanceof Number number) {
      return new Range(number.doubleValue(), number.doubleValue());
    }
    if (value instanceof List<?> ends
        && ends.size() == 2
        && ends.get(0) instanceof Number low
        && ends.get(1) instanceof Number high) {
      return new Range(low.doubleValue(), high.doubleValue());
    }
    throw wrong(name, "a number or [low, high]", value);
  }

  private SeasonFile within(String key) {
    Object value = values.remove(key);
    return new SeasonFile(value == null ? Map.of() : map(path + key, value), path + key + ".");
  }

  private static Map<String, Object> map(String place, @Nullable Object value) {
    if (!(value instanceof Map<?, ?> given)) {
      throw new IllegalArgumentException(place + " must have keys, not be " + value);
    }
    Map<String, Object> map = new LinkedHashMap<>();
    given.forEach((key, inner) -> map.put(String.valueOf(key), inner));
    return map;
  }

  private String text(String key) {
    return String.valueOf(take(key));
  }

  private LocalDate date(String key) {
    Object value = take(key);
    if (value instanceof Date date) {
      return date.toInstant().atZone(ZoneOffset.UTC).toLocalDate();
    }
    try {
      return LocalDate.parse(String.valueOf(value));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(path + key + " is no date: " + value, e);
    }
  }

  private int whole(String key) {
    Object value = take(key);
    if (!(value instanceof Integer number)) {
      throw wrong(key, "a whole number", value);
    }
    return number;
  }

  private int wholeOr(String key, int usual) {
    return values.containsKey(key) ? whole(key) : usual;
  }

  private double number(String key) {
    Object value = take(key);
    if (!(value instanceof Number number)) {
      throw wrong(key, "a number", value);
    }
    return number.doubleValue();
  }

  private Object take(String key) {
    Object value = values.remove(key);
    if (value == null) {
      throw new IllegalArgumentException(path + key + " is missing");
    }
    return value;
  }

  private IllegalArgumentException wrong(String key, String type, Object value) {
    return new IllegalArgumentException(path + key + " must be " + type + ", not " + value);
  }

  private void refuseOthers() {
    if (!values.isEmpty()) {
      throw new IllegalArgumentException(
          "a season knows no \"" + path + values.keySet().iterator().next() + "\"");
    }
  }
}
