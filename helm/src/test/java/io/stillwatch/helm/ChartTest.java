package io.stillwatch.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.LintResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Helm takes the chart, and Kubernetes would take what it renders. */
class ChartTest {
  @TempDir Path folder;

  static List<String> cases() {
    return Chart.cases();
  }

  @Test
  void cases_coverTheWaysToInstall() {
    assertThat(Chart.cases())
        .contains(
            "default",
            "minimal",
            "cnpg",
            "tls",
            "hpa",
            "monitoring",
            "ingress-oidc",
            "large",
            "no-networkpolicy",
            "extra-env",
            "existing-service-account",
            "no-trainer");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lint_strict_findsNothing(String name) {
    LintResult result = Chart.lint(name, folder);
    assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
    assertThat(result.getMessages()).allMatch(message -> message.contains("icon is recommended"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void render_everyObject_hasOnlyFieldsOfItsType(String name) {
    assertThat(Chart.render(name).objects()).hasSizeGreaterThan(5);
  }

  @Test
  void versions_areTheProjects() throws Exception {
    String version =
        Sources.text("pom.xml")
            .replaceFirst("(?s).*?<version>([0-9.]+)(-SNAPSHOT)?</version>.*", "$1");
    JsonNode chart =
        Manifests.documents(Files.readString(Chart.FOLDER.resolve("Chart.yaml"))).get(0);
    assertThat(chart.path("appVersion").asText()).isEqualTo(version);
    assertThat(Files.readString(Chart.FOLDER.resolve("UPGRADING.md")))
        .contains("## " + chart.path("version").asText() + "\n");
    assertThat(chart.path("kubeVersion").asText()).contains(Chart.KUBERNETES);
  }

  @Test
  void testHook_isOne() throws Exception {
    assertThat(Files.readString(Chart.FOLDER.resolve("templates/tests/answers.yaml")))
        .contains("helm.sh/hook: test");
    assertThat(Chart.template(Chart.FOLDER, Chart.values("default"))).doesNotContain("kind: Pod\n");
  }

  /** The reading of types is worth nothing if it lets a slip of the pen pass. */
  @Test
  void read_fieldThatNoTypeHas_isRefusedAtAnyDepth() {
    for (JsonNode document : Chart.render("default").documents()) {
      if (Manifests.isOwn(document)) {
        for (ObjectNode place : places(document)) {
          place.put("replica", 1);
          assertThatThrownBy(() -> Manifests.object(document))
              .as(place.toString())
              .hasMessageContaining("replica");
          place.remove("replica");
        }
      }
    }
  }

  /** Objects inside a document; maps of strings, which may hold anything, are left out. */
  private static List<ObjectNode> places(JsonNode document) {
    Deque<JsonNode> open = new ArrayDeque<>(List.of(document));
    List<ObjectNode> found = new ArrayList<>();
    while (!open.isEmpty()) {
      JsonNode node = open.pop();
      if (node instanceof ObjectNode object) {
        found.add(object);
        object
            .properties()
            .forEach(
                field -> {
                  if (!List.of(
                          "labels", "annotations", "matchLabels", "selector", "requests", "limits")
                      .contains(field.getKey())) {
                    open.push(field.getValue());
                  } else if (field.getValue().has("matchLabels")) {
                    open.push(field.getValue());
                  }
                });
      } else {
        node.forEach(open::push);
      }
    }
    return found;
  }

  @Test
  void alerts_ofTheChart_areThoseThatTheMetricsAreHeldTo() throws Exception {
    Path held = Path.of("../observability/alerts.yml");
    assertThat(Chart.FOLDER.resolve("files/alerts.yml")).hasSameTextualContentAs(held);
    Rendered rendered = Rendered.of(Chart.template(Chart.FOLDER, Chart.values("monitoring")));
    JsonNode rule = rendered.extensions("PrometheusRule").get(0);
    assertThat(rule.at("/metadata/labels/release").asText()).isEqualTo("prometheus");
    assertThat(rule.at("/spec/groups").findValuesAsText("alert")).hasSizeGreaterThan(20);
    assertThat(rule.at("/spec/groups").findValuesAsText("summary"))
        .anyMatch(text -> text.contains("{{ $"));
  }
}
