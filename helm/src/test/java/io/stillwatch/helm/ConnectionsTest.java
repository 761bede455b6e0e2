package io.stillwatch.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.stillwatch.helm.Rendered.Workload;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who speaks to whom inside the chart: by an address that exists, and let through on both sides.
 */
class ConnectionsTest {
  static List<String> cases() {
    return Chart.cases();
  }

  @ParameterizedTest
  @CsvSource({
    "model-service, feature-service, 9091",
    "trainer, feature-service, 9091",
    "trainer, model-service, 9090",
    "test, model-service, 9090"
  })
  void connection_isAddressedAndLetThrough(String from, String to, int port) {
    for (String name : Chart.cases()) {
      Rendered rendered = Chart.render(name);
      if (name.equals("no-trainer") && from.equals("trainer")) {
        continue;
      }
      Workload caller = rendered.workload(from);
      Workload answerer = rendered.workload(to);
      assertThat(caller.container().toString()).contains(address(rendered, answerer, port));
      if (!name.equals("no-networkpolicy")) {
        assertThat(letsOut(policy(rendered, caller), answerer, port)).as(name).isTrue();
        assertThat(letsIn(policy(rendered, answerer), caller)).as(name).isTrue();
      }
    }
  }

  private static String address(Rendered rendered, Workload answerer, int port) {
    return rendered.all(Service.class).stream()
        .filter(service -> answerer.matches(service.getSpec().getSelector()))
        .filter(service -> hasPort(service, "grpc") && service.getSpec().getClusterIP() == null)
        .map(service -> service.getMetadata().getName() + "." + Chart.NAMESPACE + ".svc:" + port)
        .findFirst()
        .orElseThrow();
  }

  private static NetworkPolicy policy(Rendered rendered, Workload workload) {
    return rendered.all(NetworkPolicy.class).stream()
        .filter(policy -> workload.matches(policy.getSpec().getPodSelector().getMatchLabels()))
        .findFirst()
        .orElseThrow();
  }

  private static boolean letsOut(NetworkPolicy policy, Workload to, int port) {
    return policy.getSpec().getEgress().stream()
        .anyMatch(
            rule ->
                rule.getTo().stream().anyMatch(peer -> isPeer(peer, to))
                    && rule.getPorts().stream().anyMatch(open -> isPort(open, port)));
  }

  private static boolean letsIn(NetworkPolicy policy, Workload from) {
    return policy.getSpec().getIngress().stream()
        .anyMatch(
            rule ->
                rule.getFrom().stream().anyMatch(peer -> isPeer(peer, from))
                    && rule.getPorts().stream()
                        .anyMatch(open -> "grpc".equals(open.getPort().getStrVal())));
  }

  /** By its own labels, not by a selector of everybody, which a value may take away. */
  private static boolean isPeer(NetworkPolicyPeer peer, Workload workload) {
    return peer.getPodSelector() != null
        && peer.getPodSelector().getMatchLabels() != null
        && !peer.getPodSelector().getMatchLabels().isEmpty()
        && workload.matches(peer.getPodSelector().getMatchLabels());
  }

  private static boolean isPort(NetworkPolicyPort open, int port) {
    return Integer.valueOf(port).equals(open.getPort().getIntVal());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void serviceMonitors_readAPortOfOneServiceWithAToken(String name) {
    Rendered rendered = Chart.render(name);
    List<JsonNode> monitors = rendered.extensions("ServiceMonitor");
    assertThat(monitors).hasSize(name.startsWith("monitoring") ? 2 : 0);
    for (JsonNode monitor : monitors) {
      assertThat(monitor.path("apiVersion").asText()).isEqualTo("monitoring.coreos.com/v1");
      assertThat(fields(monitor.path("spec"))).containsExactlyInAnyOrder("selector", "endpoints");
      JsonNode endpoint = monitor.at("/spec/endpoints/0");
      assertThat(fields(endpoint))
          .isSubsetOf(
              "port", "path", "interval", "honorLabels", "scheme", "tlsConfig", "authorization");
      assertThat(endpoint.path("honorLabels").asBoolean()).isTrue();
      assertThat(endpoint.at("/authorization/credentials/key").asText()).isEqualTo("monitoring");
      assertThat(endpoint.path("path").asText()).isEqualTo("/actuator/prometheus");
      assertThat(endpoint.path("scheme").asText())
          .isEqualTo(name.equals("monitoring") ? "https" : "http");
      assertThat(
              rendered.all(Service.class).stream()
                  .filter(service -> selects(monitor, service))
                  .filter(service -> hasPort(service, endpoint.path("port").asText())))
          .hasSize(1);
    }
  }

  private static boolean selects(JsonNode monitor, Service service) {
    return monitor.at("/spec/selector/matchLabels").properties().stream()
        .allMatch(
            label ->
                label
                    .getValue()
                    .asText()
                    .equals(service.getMetadata().getLabels().get(label.getKey())));
  }

  private static boolean hasPort(Service service, String name) {
    return service.getSpec().getPorts().stream().anyMatch(port -> port.getName().equals(name));
  }

  private static List<String> fields(JsonNode node) {
    return node.properties().stream().map(field -> field.getKey()).toList();
  }
}
