package io.stillwatch.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.stillwatch.helm.Rendered.Workload;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every pod. */
class PodRulesTest {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\((\\w+)\\)");
  private static final Set<String> SERVICES = Set.of("feature-service", "model-service");

  static List<Map.Entry<String, Workload>> pods() {
    return Chart.cases().stream()
        .flatMap(
            name ->
                Chart.render(name).workloads().stream().map(workload -> Map.entry(name, workload)))
        .toList();
  }

  static List<Map.Entry<String, Workload>> services() {
    return pods().stream().filter(pod -> SERVICES.contains(pod.getValue().component())).toList();
  }

  @ParameterizedTest
  @MethodSource("pods")
  void resources_areRequestedAndLimited(Map.Entry<String, Workload> pod) {
    var resources = container(pod).getResources();
    String[] kinds = {"cpu", "memory", "ephemeral-storage"};
    assertThat(resources.getRequests()).containsKeys(kinds);
    assertThat(resources.getLimits()).containsKeys(kinds);
    for (String kind : kinds) {
      assertThat(resources.getRequests().get(kind).getNumericalAmount())
          .as(kind)
          .isLessThanOrEqualTo(resources.getLimits().get(kind).getNumericalAmount());
    }
  }

  @ParameterizedTest
  @MethodSource("pods")
  void image_hasAVersionAndAPullPolicy(Map.Entry<String, Workload> pod) {
    assertThat(container(pod).getImage())
        .matches(".+(:[^:/]+|@sha256:[0-9a-f]{64})")
        .doesNotEndWith(":latest");
    assertThat(container(pod).getImagePullPolicy()).isIn("Always", "IfNotPresent", "Never");
  }

  @ParameterizedTest
  @MethodSource("pods")
  void user_isNobodyInTheImageAndNeverRoot(Map.Entry<String, Workload> pod) {
    var ofPod = pod.getValue().spec().getSecurityContext();
    var ofContainer = container(pod).getSecurityContext();
    assertThat(ofPod.getRunAsNonRoot()).isTrue();
    assertThat(ofContainer.getRunAsNonRoot()).isTrue();
    assertThat(
            List.of(
                ofPod.getRunAsUser(),
                ofPod.getRunAsGroup(),
                ofPod.getFsGroup(),
                ofContainer.getRunAsUser(),
                ofContainer.getRunAsGroup()))
        .allMatch(id -> id >= 10_000);
  }

  @ParameterizedTest
  @MethodSource("pods")
  void privileges_areAllDropped(Map.Entry<String, Workload> pod) {
    var context = container(pod).getSecurityContext();
    assertThat(context.getAllowPrivilegeEscalation()).isFalse();
    assertThat(context.getPrivileged()).isNull();
    assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(context.getCapabilities().getAdd()).isNullOrEmpty();
    assertThat(context.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(pod.getValue().spec().getSecurityContext().getSeccompProfile().getType())
        .isEqualTo("RuntimeDefault");
  }

  @ParameterizedTest
  @MethodSource("pods")
  void host_isOutOfReach(Map.Entry<String, Workload> pod) {
    var spec = pod.getValue().spec();
    assertThat(spec.getHostNetwork()).isNull();
    assertThat(spec.getHostPID()).isNull();
    assertThat(spec.getHostIPC()).isNull();
    assertThat(spec.getVolumes()).allMatch(volume -> volume.getHostPath() == null);
    assertThat(container(pod).getPorts()).allMatch(port -> port.getHostPort() == null);
  }

  @ParameterizedTest
  @MethodSource("pods")
  void fileSystem_isReadOnlyButForTmp(Map.Entry<String, Workload> pod) {
    assertThat(container(pod).getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    Map<String, Volume> volumes =
        pod.getValue().spec().getVolumes().stream()
            .collect(Collectors.toMap(Volume::getName, volume -> volume));
    for (VolumeMount mount : container(pod).getVolumeMounts()) {
      Volume volume = volumes.remove(mount.getName());
      assertThat(volume).as(mount.getName()).isNotNull();
      if (mount.getMountPath().equals("/tmp")) {
        assertThat(volume.getEmptyDir().getSizeLimit()).isNotNull();
      } else {
        assertThat(mount.getReadOnly()).as(mount.getName()).isTrue();
      }
    }
    assertThat(volumes).as("volumes that nothing mounts").isEmpty();
    assertThat(container(pod).getVolumeMounts()).anyMatch(m -> m.getMountPath().equals("/tmp"));
  }

  @ParameterizedTest
  @MethodSource("pods")
  void cluster_givesNoTokenAndNoVariables(Map.Entry<String, Workload> pod) {
    assertThat(pod.getValue().spec().getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getValue().spec().getEnableServiceLinks()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("pods")
  void secrets_areReferredToAndNeverWritten(Map.Entry<String, Workload> pod) {
    for (EnvVar variable : container(pod).getEnv()) {
      if (variable.getName().matches("(?i).*(password|secret|token|username)$")) {
        assertThat(variable.getValue()).as(variable.getName()).isNull();
        assertThat(variable.getValueFrom().getSecretKeyRef()).isNotNull();
      }
    }
    assertThat(container(pod).getArgs()).noneMatch(word -> word.contains("token"));
  }

  @ParameterizedTest
  @MethodSource("pods")
  void variables_comeOnceAndAfterWhatTheyReferTo(Map.Entry<String, Workload> pod) {
    Set<String> known = new HashSet<>();
    for (EnvVar variable : container(pod).getEnv()) {
      Matcher references =
          REFERENCE.matcher(variable.getValue() == null ? "" : variable.getValue());
      while (references.find()) {
        assertThat(known).as(variable.getName()).contains(references.group(1));
      }
      assertThat(known.add(variable.getName())).as(variable.getName() + " twice").isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("pods")
  void signingKey_isTheTrainersAlone(Map.Entry<String, Workload> pod) {
    boolean holds =
        pod.getValue().spec().getVolumes().stream()
            .filter(volume -> volume.getSecret() != null)
            .filter(volume -> !volume.getName().equals("tls"))
            .flatMap(volume -> volume.getSecret().getItems().stream())
            .anyMatch(item -> item.getKey().matches("signing-key\\.pem|models\\.pem"));
    assertThat(holds).isEqualTo(pod.getValue().component().equals("trainer"));
  }

  /** It names members to whoever has it, so no other pod has; all replicas have the one. */
  @ParameterizedTest
  @MethodSource("pods")
  void evidenceKey_isModelServicesAlone(Map.Entry<String, Workload> pod) {
    List<String> files =
        pod.getValue().spec().getVolumes().stream()
            .filter(volume -> volume.getName().equals("evidence-key"))
            .flatMap(volume -> volume.getSecret().getItems().stream())
            .map(item -> item.getPath())
            .toList();
    boolean isSet = Set.of("large", "hpa", "tls").contains(pod.getKey());
    boolean holds = isSet && pod.getValue().component().equals("model-service");
    String key = pod.getKey().equals("tls") ? "evidence.pem" : "evidence-key.pem";
    assertThat(files).isEqualTo(holds ? List.of(key, key + ".pub") : List.of());
    assertThat(pod.getValue().variable("STILLWATCH_MODELS_EVIDENCEKEY").map(EnvVar::getValue))
        .isEqualTo(holds ? Optional.of("/etc/stillwatch/evidence-key/" + key) : Optional.empty());
  }

  @ParameterizedTest
  @MethodSource("services")
  void probes_areThreeAndLivingIsNotReadiness(Map.Entry<String, Workload> pod) {
    Container container = container(pod);
    assertThat(container.getReadinessProbe()).isNotEqualTo(container.getLivenessProbe());
    assertThat(what(container.getReadinessProbe())).isEqualTo("readiness");
    assertThat(what(container.getLivenessProbe())).isEqualTo("liveness");
    assertThat(what(container.getStartupProbe())).isEqualTo("liveness");
    Probe start = container.getStartupProbe();
    assertThat(start.getPeriodSeconds() * start.getFailureThreshold()).isGreaterThanOrEqualTo(300);
  }

  /** The kubelet's gRPC probe knows no TLS. */
  @ParameterizedTest
  @MethodSource("services")
  void probes_askAPortInTheWayThatItSpeaks(Map.Entry<String, Workload> pod) {
    boolean plain = pod.getValue().variable("STILLWATCH_ALLOWPLAINTEXT").isPresent();
    Container container = container(pod);
    Map<String, Integer> ports =
        container.getPorts().stream()
            .collect(Collectors.toMap(ContainerPort::getName, ContainerPort::getContainerPort));
    for (Probe probe :
        List.of(
            container.getStartupProbe(),
            container.getLivenessProbe(),
            container.getReadinessProbe())) {
      if (plain) {
        assertThat(probe.getGrpc().getPort()).isEqualTo(ports.get("grpc"));
      } else {
        assertThat(probe.getHttpGet().getScheme()).isEqualTo("HTTPS");
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http");
      }
    }
  }

  private static String what(Probe probe) {
    return probe.getGrpc() != null
        ? probe.getGrpc().getService()
        : probe.getHttpGet().getPath().replace("/actuator/health/", "");
  }

  private static Container container(Map.Entry<String, Workload> pod) {
    assertThat(pod.getValue().spec().getContainers()).hasSize(1);
    return pod.getValue().container();
  }
}
