package io.stillwatch.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that make no sense are refused, with the name of the key. */
class ValuesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          featureService.replicas | 2 | /featureService/replicas
          featureService.replicas | one | /featureService/replicas
          modelService.replicas | 0 | /modelService/replicas
          modelService.replicas | 2.5 | /modelService/replicas
          modelService.autoscaling.maxReplicas | many | /modelService/autoscaling/maxReplicas
          modelService.replica | 3 | replica
          modelservice.replicas | 3 | modelservice
          postgres.host | db | postgres
          postgresql.password | hunter2 | password
          tokens.operator | sw_secret | operator
          postgresql.existingSecret | '' | /postgresql/existingSecret
          tokens.existingSecret | '' | /tokens/existingSecret
          signingKey.existingSecret | '' | /signingKey/existingSecret
          evidenceKey.existingSecret | Not_A_Name | /evidenceKey/existingSecret
          evidenceKey.key | ../tls/tls.key | /evidenceKey/key
          evidenceKey.pem | abc | pem
          tls.existingSecret | '' | /tls/existingSecret
          allowPlaintext | true | /tls/existingSecret
          allowPlaintext | maybe | /allowPlaintext
          trainer.enabled | false | /trustedKeys/existingSecret
          postgresql.existingSecret | Not_A_Name | /postgresql/existingSecret
          postgresql.sslMode | required | /postgresql/sslMode
          postgresql.sslMode | verify-full | /postgresql/caSecret
          image.tag | latest | /image/tag
          image.digest | sha256:abc | /image/digest
          image.pullPolicy | Sometimes | /image/pullPolicy
          image.jar | stillwatch.jar | /image/jar
          securityContext.runAsUser | 0 | /securityContext/runAsUser
          securityContext.runAsUser | 999 | /securityContext/runAsUser
          trainer.schedule | nightly | /trainer/schedule
          trainer.activeDeadlineSeconds | 0 | /trainer/activeDeadlineSeconds
          trainer.hourly.schedule | hourly | /trainer/hourly/schedule
          trainer.hourly.activeDeadlineSeconds | 59 | /trainer/hourly/activeDeadlineSeconds
          trainer.hourly.minute | 30 | minute
          networkPolicy.postgresql.port | 70000 | /networkPolicy/postgresql/port
          networkPolicy.gateways[0].everybody | true | everybody
          ingress.enabled | true | /ingress/host
          featureService.resources.limits.memory | lots | /featureService/resources/limits/memory
          featureService.extraEnv[0].name | NO_VALUE | /featureService/extraEnv/0
          serviceMonitor.interval | often | /serviceMonitor/interval
          """)
  void render_nonsense_isRefusedWithItsKey(String key, String value, String named) {
    assertThatThrownBy(() -> Chart.template(Chart.values("default"), key, value))
        .hasMessageContaining(named);
  }

  @Test
  void render_withoutValues_namesAllThatIsMissing() throws Exception {
    assertThatThrownBy(() -> Chart.template(Chart.FOLDER, Chart.FOLDER.resolve("values.yaml")))
        .hasMessageContaining("/postgresql/existingSecret")
        .hasMessageContaining("/tokens/existingSecret")
        .hasMessageContaining("/signingKey/existingSecret")
        .hasMessageContaining("/tls/existingSecret");
  }

  @Test
  void schema_everyObject_isClosedOrSaysWhatItHolds() throws Exception {
    List<String> open = new ArrayList<>();
    collectOpen(new ObjectMapper().readTree(schema()), "", open);
    assertThat(open).containsExactly("/$defs/kubernetes");
  }

  @Test
  void schema_and_values_nameTheSameKeys() throws Exception {
    JsonNode schema = new ObjectMapper().readTree(schema());
    JsonNode values =
        Manifests.documents(Files.readString(Chart.FOLDER.resolve("values.yaml"))).get(0);
    Set<String> described = new TreeSet<>();
    described(schema, "", described);
    described.remove("global");
    Set<String> given = new TreeSet<>();
    given(values, described, "", given);
    assertThat(given).isEqualTo(described);
  }

  @Test
  void readme_describesEveryValue() throws Exception {
    String readme = Files.readString(Chart.FOLDER.resolve("README.md"));
    JsonNode values =
        Manifests.documents(Files.readString(Chart.FOLDER.resolve("values.yaml"))).get(0);
    for (var top : values.properties()) {
      assertThat(readme).contains("`" + top.getKey());
      for (var below : top.getValue().properties()) {
        assertThat(readme)
            .as("%s.%s", top.getKey(), below.getKey())
            .containsPattern("[`.]" + below.getKey() + "[`.]");
      }
    }
  }

  private static String schema() throws Exception {
    return Files.readString(Chart.FOLDER.resolve("values.schema.json"));
  }

  private static void collectOpen(JsonNode node, String path, List<String> open) {
    boolean isObject = node.path("type").asText().equals("object");
    if (isObject && !node.has("additionalProperties")) {
      open.add(path);
    }
    node.properties()
        .forEach(field -> collectOpen(field.getValue(), path + "/" + field.getKey(), open));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collectOpen(node.get(i), path + "/" + i, open);
    }
  }

  private static void described(JsonNode schema, String path, Set<String> keys) {
    schema
        .path("properties")
        .properties()
        .forEach(
            field -> {
              String key = path + field.getKey();
              keys.add(key);
              described(field.getValue(), key + ".", keys);
            });
  }

  /** Descends only where the schema does: below are maps that hold anything. */
  private static void given(JsonNode values, Set<String> known, String path, Set<String> keys) {
    values
        .properties()
        .forEach(
            field -> {
              String key = path + field.getKey();
              keys.add(key);
              if (known.stream().anyMatch(other -> other.startsWith(key + "."))) {
                given(field.getValue(), known, key + ".", keys);
              }
            });
  }
}
