package io.stillwatch.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.stillwatch.helm.Rendered.Workload;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that the chart tells a service is something that the service reads. A setting that is
 * renamed, in our records or in Spring Boot, fails here.
 */
class SettingsTest {
  private static final SpringSettings SPRING = new SpringSettings();
  private static final Set<String> OURS =
      Sources.settings().stream().map(SettingsTest::asVariable).collect(Collectors.toSet());

  static List<String> cases() {
    return Chart.cases();
  }

  @Test
  void sources_areUnderstood() {
    assertThat(Sources.settings())
        .contains(
            "stillwatch.allowplaintext",
            "stillwatch.tokens.seeds[].secret",
            "stillwatch.features.dayskept",
            "stillwatch.models.trustedkeys[]",
            "stillwatch.models.featureservice.sslbundle");
    assertThat(SPRING.has("SPRING_GRPC_SERVER_PORT")).isTrue();
    assertThat(SPRING.has("SPRING_GRPC_SERVER_PORTS")).isFalse();
    assertThat(SPRING.has("SPRING_SSL_BUNDLE_PEM_ANY_KEYSTORE_PRIVATEKEY")).isTrue();
    assertThat(SPRING.has("SPRING_SSL_BUNDLE_PEM_ANY_KEYSTORE_SECRETKEY")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void variables_ofServices_areSettingsOrPartsOfOne(String name) {
    for (String component : List.of("feature-service", "model-service")) {
      Workload workload = Chart.render(name).workload(component);
      for (EnvVar variable : workload.container().getEnv()) {
        assertThat(isRead(variable.getName(), workload))
            .as("%s of %s", variable.getName(), component)
            .isTrue();
      }
    }
  }

  private static boolean isRead(String variable, Workload workload) {
    if (variable.startsWith("STILLWATCH_")) {
      String setting = variable.replaceAll("_[0-9]+(_|$)", "_#$1");
      return OURS.contains(setting) || OURS.contains(setting.replaceAll("_[A-Z0-9]+$", "_*"));
    }
    return SPRING.has(variable)
        || workload.container().getEnv().stream()
            .map(EnvVar::getValue)
            .anyMatch(value -> value != null && value.contains("$(" + variable + ")"));
  }

  private static String asVariable(String setting) {
    return setting.replace("[]", ".#").replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void variables_ofCommands_areReadByThem(String name) {
    for (Workload workload : commands(name)) {
      for (EnvVar variable : workload.container().getEnv()) {
        if (variable.getName().startsWith("STILLWATCH_")) {
          assertThat(command(workload)).contains("${env:" + variable.getName() + ":-}");
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void options_ofCommands_areTheirs(String name) {
    for (Workload workload : commands(name)) {
      for (String word : workload.container().getArgs()) {
        if (word.startsWith("--")) {
          assertThat(command(workload)).as(word).contains("names = \"" + word + "\"");
        }
      }
    }
  }

  @Test
  void commands_areSubcommandsOfTheJar() {
    String root = Sources.type("standalone", "io.stillwatch.standalone.Stillwatch");
    List<String> train = Chart.render("default").workload("trainer").container().getArgs();
    assertThat(train.get(2)).isEqualTo("train");
    assertThat(root).contains("addSubcommand(\"train\", new TrainerMain())");
    List<String> test = Chart.render("default").workload("test").container().getArgs();
    assertThat(test.subList(2, 4)).containsExactly("models", "list");
    assertThat(root).contains("ModelsCommand.class");
    assertThat(Sources.type("standalone", "io.stillwatch.standalone.remote.ModelsCommand"))
        .contains("name = \"models\"", "name = \"list\"");
    assertThat(Sources.text("standalone/pom.xml")).contains("<finalName>stillwatch</finalName>");
  }

  @Test
  void services_areClassesWithAMain() {
    for (String component : List.of("feature-service", "model-service")) {
      String main = Chart.render("default").workload(component).container().getArgs().get(0);
      assertThat(main).startsWith("-Dloader.main=");
      assertThat(Sources.type(component, main.substring("-Dloader.main=".length())))
          .contains("public static void main(String[] ");
    }
  }

  /** As rim's guard wants it: TLS on both servers, or plaintext by name. */
  @ParameterizedTest
  @MethodSource("cases")
  void servers_beyondLoopback_haveTlsOrAreAllowedPlaintext(String name) {
    for (String component : List.of("feature-service", "model-service")) {
      Workload service = Chart.render(name).workload(component);
      boolean plain = service.variable("STILLWATCH_ALLOWPLAINTEXT").isPresent();
      for (String bundle : List.of("SPRING_GRPC_SERVER_SSL_BUNDLE", "SERVER_SSL_BUNDLE")) {
        assertThat(service.variable(bundle).isPresent()).as(bundle).isNotEqualTo(plain);
        service
            .variable(bundle)
            .ifPresent(
                variable ->
                    assertThat(
                            service.variable(
                                "SPRING_SSL_BUNDLE_PEM_"
                                    + variable.getValue().toUpperCase(Locale.ROOT)
                                    + "_KEYSTORE_CERTIFICATE"))
                        .isPresent());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void files_thatSettingsName_areMounted(String name) {
    for (Workload workload : Chart.render(name).workloads()) {
      List<String> words =
          Stream.concat(
                  workload.container().getEnv().stream().map(EnvVar::getValue),
                  workload.container().getArgs().stream())
              .filter(word -> word != null)
              .toList();
      for (String word : words) {
        Matcher file = Pattern.compile("(/etc/stillwatch/[^/]+)/([^/&]+)$").matcher(word);
        if (file.find()) {
          assertThat(mounted(workload, file.group(1))).as(word).contains(file.group(2));
        }
      }
    }
  }

  private static List<String> mounted(Workload workload, String folder) {
    String volume =
        workload.container().getVolumeMounts().stream()
            .filter(mount -> mount.getMountPath().equals(folder))
            .findFirst()
            .orElseThrow(() -> new AssertionError("nothing is mounted at " + folder))
            .getName();
    return workload.spec().getVolumes().stream()
        .filter(candidate -> candidate.getName().equals(volume))
        .flatMap(candidate -> candidate.getSecret().getItems().stream())
        .map(item -> item.getPath())
        .toList();
  }

  @Test
  void tokenScopes_areScopes() {
    String scopes = Sources.type("rim", "io.stillwatch.rim.tokens.Scope");
    for (Workload workload : Chart.render("default").workloads()) {
      for (EnvVar variable : workload.container().getEnv()) {
        if (variable.getName().endsWith("_SCOPES")) {
          for (String scope : List.of(variable.getValue().split(",", -1))) {
            assertThat(scopes).contains("  " + scope.toUpperCase(Locale.ROOT));
          }
        }
      }
    }
  }

  @Test
  void probePaths_areOpenToAnybody() {
    assertThat(Sources.type("rim", "io.stillwatch.rim.web.MetricsGuard"))
        .contains("\"/actuator/health/liveness\"", "\"/actuator/health/readiness\"");
  }

  private static List<Workload> commands(String name) {
    return Chart.render(name).workloads().stream()
        .filter(workload -> Set.of("trainer", "test").contains(workload.component()))
        .toList();
  }

  private static String command(Workload workload) {
    return workload.component().equals("trainer")
        ? Sources.type("trainer", "io.stillwatch.trainer.TrainerMain")
        : Sources.type("standalone", "io.stillwatch.standalone.remote.Remote");
  }
}
