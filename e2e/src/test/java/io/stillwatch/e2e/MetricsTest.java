package io.stillwatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.stillwatch.evaluation.Evaluation;
import io.stillwatch.evaluation.platform.Platform;
import io.stillwatch.evaluation.platform.PlatformOptions;
import io.stillwatch.simulator.Truth;
import io.stillwatch.simulator.cast.Casting;
import io.stillwatch.simulator.play.Play;
import io.stillwatch.trainer.NightPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/**
 * What services expose, what dashboard and alerts ask for, and what is documented: one and the
 * same.
 */
class MetricsTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(stillwatch_[a-z0-9_]+)` \\|([^|]*)\\| [^|]+ \\| [^|]+ \\|$");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final String DOCUMENTATION = "docs/operating.md";

  private static Scrape scrape;
  private static List<String> accounts;

  @BeforeAll
  static void playASeason(@TempDir Path folder) throws Exception {
    Play season = Casting.demo(2_000, 8, 3);
    try (Platform platform = Platform.start(PlatformOptions.inEventTime(folder))) {
      new Evaluation(platform, NightPlan.USUAL, progress -> {}).run(season::run);
      accounts = season.truth().stream().map(Truth::accountId).toList();
      scrape = awaitModel(platform);
    }
  }

  /** The registry is looked at every few seconds. */
  private static Scrape awaitModel(Platform platform) throws Exception {
    Instant end = Instant.now().plus(Duration.ofSeconds(60));
    while (true) {
      Scrape seen =
          Scrape.of(
              platform.operatorToken(), platform.dashboardPort(), platform.ingestMetricsPort());
      if (seen.labels().containsKey("stillwatch_model_info")) {
        return seen;
      }
      assertThat(Instant.now()).as("a model is shown").isBefore(end);
      RunningCommand.pause();
    }
  }

  @Test
  void dashboard_ofEveryPanel_asksForWhatIsExposed() throws Exception {
    List<Query> queries = new ArrayList<>();
    collect(JsonParser.parseString(read("observability/grafana/stillwatch.json")), queries);
    assertThat(queries).hasSizeGreaterThan(40);
    assertThat(queries).allSatisfy(query -> assertThat(query.metrics()).isNotEmpty());
    assertThat(queries).flatExtracting(query -> query.missingFrom(scrape)).isEmpty();
  }

  @Test
  void alerts_ofEveryRule_askForWhatIsExposed() throws Exception {
    assertThat(rules()).hasSizeGreaterThan(15);
    assertThat(rules())
        .map(rule -> new Query(String.valueOf(rule.get("expr"))))
        .allSatisfy(query -> assertThat(query.metrics()).isNotEmpty())
        .flatExtracting(query -> query.missingFrom(scrape))
        .isEmpty();
  }

  @Test
  void alerts_ofEveryRule_nameSeverityAndAnExistingRunbook() throws Exception {
    Set<String> anchors = anchors();
    for (Map<?, ?> rule : rules()) {
      Map<?, ?> annotations = (Map<?, ?>) rule.get("annotations");
      assertThat(((Map<?, ?>) rule.get("labels")).get("severity"))
          .as("severity of " + rule.get("alert"))
          .isIn("critical", "warning");
      assertThat(String.valueOf(annotations.get("summary"))).endsWith(".");
      assertThat(String.valueOf(annotations.get("runbook_url")))
          .startsWith(DOCUMENTATION + "#")
          .satisfies(url -> assertThat(anchors).contains(url.substring(url.indexOf('#') + 1)));
    }
  }

  @Test
  void documentation_ofMetrics_isWhatIsExposed() throws Exception {
    Map<String, Set<String>> documented = new TreeMap<>();
    Matcher row = ROW.matcher(read(DOCUMENTATION));
    while (row.find()) {
      documented.put(row.group(1), words(row.group(2)));
    }
    Map<String, Set<String>> exposed =
        scrape.families().stream()
            .filter(family -> family.startsWith("stillwatch_"))
            .collect(
                Collectors.toMap(family -> family, scrape::ownLabels, (a, b) -> a, TreeMap::new));
    assertThat(documented).isEqualTo(exposed);
  }

  @Test
  void metrics_ofEveryService_carryItsNameAndNoAccount() {
    scrape.labels().forEach((name, labels) -> assertThat(labels).as(name).containsKey("service"));
    assertThat(scrape.labels().get("stillwatch_build_info").get("service"))
        .containsExactly("feature-service", "model-service");
    assertThat(accounts).hasSizeGreaterThan(250).noneMatch(scrape.text()::contains);
  }

  @Test
  void query_ofARenamedMetricOrLabel_isMissed() {
    Scrape small =
        Scrape.parse("# TYPE stillwatch_a_total counter\nstillwatch_a_total{x=\"1\"} 2\n");
    assertThat(new Query("rate(stillwatch_a_total{x=\"1\"}[5m])").missingFrom(small)).isEmpty();
    assertThat(new Query("sum by (x) (stillwatch_a_total)").missingFrom(small)).isEmpty();
    assertThat(new Query("rate(stillwatch_b_total[5m])").missingFrom(small)).hasSize(1);
    assertThat(new Query("stillwatch_a_total{x=\"2\"}").missingFrom(small)).hasSize(1);
    assertThat(new Query("stillwatch_a_total{y=~\".*\"}").missingFrom(small)).hasSize(1);
    assertThat(new Query("sum by (y) (stillwatch_a_total)").missingFrom(small)).hasSize(1);
  }

  /** Every {@code expr}, however deep, and what variables are filled from. */
  private static void collect(JsonElement element, List<Query> queries) {
    if (element instanceof JsonArray array) {
      array.forEach(part -> collect(part, queries));
    } else if (element instanceof JsonObject object) {
      for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
        if (entry.getKey().equals("expr") || entry.getKey().equals("definition")) {
          queries.add(new Query(entry.getValue().getAsString()));
        }
        collect(entry.getValue(), queries);
      }
    }
  }

  private static List<Map<?, ?>> rules() throws IOException {
    Map<?, ?> file = new Yaml().load(read("observability/alerts.yml"));
    List<Map<?, ?>> rules = new ArrayList<>();
    for (Object group : (List<?>) file.get("groups")) {
      for (Object rule : (List<?>) ((Map<?, ?>) group).get("rules")) {
        rules.add((Map<?, ?>) rule);
      }
    }
    return rules;
  }

  private static Set<String> anchors() throws IOException {
    Set<String> anchors = new TreeSet<>();
    Matcher heading = HEADING.matcher(read(DOCUMENTATION));
    while (heading.find()) {
      String words = heading.group(1).toLowerCase(Locale.ROOT);
      anchors.add(words.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'));
    }
    return anchors;
  }

  private static Set<String> words(String cell) {
    return Arrays.stream(cell.split("[ ,`]+"))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String read(String file) throws IOException {
    return Files.readString(Repository.root().resolve(file));
  }
}
