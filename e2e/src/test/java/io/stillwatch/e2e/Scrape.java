package io.stillwatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What services expose to Prometheus.
 *
 * @param families the names after {@code # TYPE}, without the largest values that Micrometer keeps
 *     beside its timers
 * @param labels of each sample's name, each with the values that occur
 */
record Scrape(Set<String> families, Map<String, Map<String, Set<String>>> labels, String text) {
  private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE ([a-zA-Z0-9_:]+) (\\w+)$");
  private static final Pattern SAMPLE =
      Pattern.compile("(?m)^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? [^ ]+$");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z0-9_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  static Scrape of(String token, int... httpPorts) throws IOException, InterruptedException {
    StringBuilder all = new StringBuilder();
    for (int port : httpPorts) {
      all.append(get(port, token));
    }
    return parse(all.toString());
  }

  private static String get(int port, String token) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/prometheus"))
            .header("Authorization", "Bearer " + token)
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  static Scrape parse(String text) {
    Set<String> families = new TreeSet<>();
    Set<String> timers = new HashSet<>();
    Matcher family = FAMILY.matcher(text);
    while (family.find()) {
      families.add(family.group(1));
      if (!family.group(2).equals("gauge") && !family.group(2).equals("counter")) {
        timers.add(family.group(1) + "_max");
      }
    }
    families.removeAll(timers);
    Map<String, Map<String, Set<String>>> labels = new TreeMap<>();
    Matcher sample = SAMPLE.matcher(text);
    while (sample.find()) {
      Map<String, Set<String>> known =
          labels.computeIfAbsent(sample.group(1), name -> new TreeMap<>());
      Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
      while (label.find()) {
        known.computeIfAbsent(label.group(1), name -> new TreeSet<>()).add(label.group(2));
      }
    }
    return new Scrape(families, labels, text);
  }

  /** Labels of a family's samples, without those that every metric or every histogram has. */
  Set<String> ownLabels(String family) {
    Set<String> own = new TreeSet<>();
    for (String suffix : new String[] {"", "_bucket", "_count", "_sum"}) {
      own.addAll(labels.getOrDefault(family + suffix, Map.of()).keySet());
    }
    own.removeAll(Set.of("service", "le"));
    return own;
  }
}
