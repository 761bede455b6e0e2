package io.stillwatch.e2e;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A PromQL expression, as far as it names metrics and labels. */
record Query(String text) {
  private static final Pattern METRIC =
      Pattern.compile("\\b((?:stillwatch|jvm|process|system)_[a-z0-9_]+)\\b(?:\\{([^}]*)\\})?");
  private static final Pattern MATCHER = Pattern.compile("([a-z_0-9]+)(=~|!=|!~|=)\"([^\"]*)\"");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|on|without|ignoring)\\s*\\(([^)]*)\\)");

  /** Prometheus itself puts these on what it scrapes. */
  private static final Set<String> OF_THE_SCRAPER = Set.of("instance", "job");

  Set<String> metrics() {
    Set<String> names = new TreeSet<>();
    Matcher metric = METRIC.matcher(text);
    while (metric.find()) {
      names.add(metric.group(1));
    }
    return names;
  }

  /** What the expression names and the services do not expose, in words. */
  List<String> missingFrom(Scrape scrape) {
    List<String> missing = new ArrayList<>();
    Matcher metric = METRIC.matcher(text);
    Set<String> labels = new TreeSet<>(OF_THE_SCRAPER);
    while (metric.find()) {
      Map<String, Set<String>> known = scrape.labels().get(metric.group(1));
      if (known == null) {
        missing.add("no metric " + metric.group(1) + " for: " + text);
        continue;
      }
      labels.addAll(known.keySet());
      String matchers = metric.group(2) == null ? "" : metric.group(2);
      missingLabels(metric.group(1), matchers, known, missing);
    }
    groupings().stream()
        .filter(label -> !labels.contains(label))
        .forEach(label -> missing.add("no label " + label + " for: " + text));
    return missing;
  }

  private static void missingLabels(
      String metric, String matchers, Map<String, Set<String>> known, List<String> missing) {
    Matcher label = MATCHER.matcher(matchers);
    while (label.find()) {
      Set<String> values = known.getOrDefault(label.group(1), Set.of());
      boolean isThere =
          label.group(2).contains("~") ? !values.isEmpty() : values.contains(label.group(3));
      if (!isThere) {
        missing.add("no " + metric + "{" + label.group() + "}");
      }
    }
  }

  private Set<String> groupings() {
    Set<String> labels = new TreeSet<>();
    Matcher grouping = GROUPING.matcher(text);
    while (grouping.find()) {
      Arrays.stream(grouping.group(1).split(","))
          .map(String::strip)
          .filter(label -> !label.isEmpty())
          .forEach(labels::add);
    }
    return labels;
  }
}
