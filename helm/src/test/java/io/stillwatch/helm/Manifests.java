package io.stillwatch.helm;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads YAML as the types of Kubernetes, and refuses a field that a type does not have. */
final class Manifests {
  private static final Map<String, Class<? extends HasMetadata>> TYPES =
      Map.of(
          "v1 Pod", Pod.class,
          "v1 Service", Service.class,
          "v1 ServiceAccount", ServiceAccount.class,
          "apps/v1 Deployment", Deployment.class,
          "autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class,
          "batch/v1 CronJob", CronJob.class,
          "networking.k8s.io/v1 Ingress", Ingress.class,
          "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
          "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class);

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .setAnnotationIntrospector(new NoOtherFields())
          .addHandler(new NumbersAsQuantities());
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
              .build());

  private Manifests() {}

  /** Every document that is not empty. A key that comes twice is an error. */
  static List<JsonNode> documents(String yaml) {
    try (var values =
        YAML.readerFor(JsonNode.class)
            .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .<JsonNode>readValues(yaml)) {
      return values.readAll().stream().filter(JsonNode::isObject).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("no YAML: " + e.getMessage(), e);
    }
  }

  /** Puts one file of values over another, which is written. */
  static void merge(Path under, Path over) {
    try {
      JsonNode values = YAML.readTree(under.toFile());
      Files.writeString(
          under,
          YAML.writeValueAsString(
              YAML.readerForUpdating(values).<JsonNode>readValue(over.toFile())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String kind(JsonNode document) {
    return document.path("apiVersion").asText() + " " + document.path("kind").asText();
  }

  /** Whether it is a type of Kubernetes itself, and no extension. */
  static boolean isOwn(JsonNode document) {
    return !kind(document).startsWith("monitoring.coreos.com/");
  }

  /** Throws IllegalArgumentException with the path of a field that is none. */
  static HasMetadata object(JsonNode document) {
    Class<? extends HasMetadata> type = TYPES.get(kind(document));
    if (type == null) {
      throw new IllegalArgumentException("not a kind of this chart: " + kind(document));
    }
    try {
      return JSON.treeToValue(document, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(kind(document) + ": " + e.getMessage(), e);
    }
  }

  /** The types gather what they do not know; here that is an error. */
  private static final class NoOtherFields extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated a) {
      return false;
    }
  }

  /** Kubernetes takes {@code cpu: 4}; its type here takes text alone. */
  private static final class NumbersAsQuantities extends DeserializationProblemHandler {
    @Override
    public Object handleMissingInstantiator(
        DeserializationContext context,
        Class<?> type,
        ValueInstantiator instantiator,
        JsonParser parser,
        String message)
        throws IOException {
      return type == Quantity.class ? Quantity.parse(parser.getText()) : NOT_HANDLED;
    }
  }
}
