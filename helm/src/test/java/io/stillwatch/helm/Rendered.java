package io.stillwatch.helm;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the chart made of one file of values. */
record Rendered(List<JsonNode> documents, List<HasMetadata> objects) {
  /** A pod that will run, by the object that makes it. */
  record Workload(String owner, Map<String, String> labels, PodSpec spec) {
    Container container() {
      return spec.getContainers().get(0);
    }

    String component() {
      return labels.get("app.kubernetes.io/component");
    }

    Optional<EnvVar> variable(String name) {
      return container().getEnv().stream().filter(env -> env.getName().equals(name)).findFirst();
    }

    boolean matches(Map<String, String> selector) {
      return labels.entrySet().containsAll(selector.entrySet());
    }

    @Override
    public String toString() {
      return owner;
    }
  }

  static Rendered of(String yaml) {
    List<JsonNode> documents = Manifests.documents(yaml);
    return new Rendered(
        documents, documents.stream().filter(Manifests::isOwn).map(Manifests::object).toList());
  }

  <T extends HasMetadata> List<T> all(Class<T> type) {
    return objects.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Documents of a kind that is an extension. */
  List<JsonNode> extensions(String kind) {
    return documents.stream().filter(node -> node.path("kind").asText().equals(kind)).toList();
  }

  List<Workload> workloads() {
    return objects.stream().flatMap(Rendered::workload).toList();
  }

  Workload workload(String component) {
    return workloads().stream()
        .filter(workload -> component.equals(workload.component()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no pod of " + component));
  }

  private static Stream<Workload> workload(HasMetadata object) {
    if (object instanceof Deployment deployment) {
      return Stream.of(workload(object, deployment.getSpec().getTemplate()));
    }
    if (object instanceof CronJob job) {
      return Stream.of(workload(object, job.getSpec().getJobTemplate().getSpec().getTemplate()));
    }
    if (object instanceof Pod pod) {
      return Stream.of(new Workload(name(object), pod.getMetadata().getLabels(), pod.getSpec()));
    }
    return Stream.empty();
  }

  private static Workload workload(HasMetadata owner, PodTemplateSpec template) {
    return new Workload(name(owner), template.getMetadata().getLabels(), template.getSpec());
  }

  static String name(HasMetadata object) {
    return object.getKind() + " " + object.getMetadata().getName();
  }
}
