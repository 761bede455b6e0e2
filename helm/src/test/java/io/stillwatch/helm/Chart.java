package io.stillwatch.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The chart in the folder {@code stillwatch}, and a Helm that runs in this process. */
final class Chart {
  static final Path FOLDER = Path.of("stillwatch").toAbsolutePath();

  /** The oldest that Chart.yaml admits. */
  static final String KUBERNETES = "1.30.0";

  static final String RELEASE = "watch";
  static final String NAMESPACE = "trust";

  private static final Path WITHOUT_HOOKS = unhooked();
  private static final Map<String, Rendered> RENDERED = new ConcurrentHashMap<>();

  private Chart() {}

  /** Names of the files in {@code ci}, without their common end. */
  static List<String> cases() {
    try (Stream<Path> files = Files.list(FOLDER.resolve("ci"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("-values.yaml"))
          .map(name -> name.replace("-values.yaml", ""))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static Path values(String name) {
    return FOLDER.resolve("ci").resolve(name + "-values.yaml");
  }

  /** Lint takes no file of values here, so it gets a copy of the chart that has them as its own. */
  static LintResult lint(String name, Path scratch) {
    Path copy = copy(scratch.resolve(name));
    Manifests.merge(copy.resolve("values.yaml"), values(name));
    return new Helm(copy).lint().strict().call();
  }

  /** A copy of the chart in a folder that is not there yet. */
  static Path copy(Path target) {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.toList()) {
        Path place = target.resolve(FOLDER.relativize(file).toString());
        Files.createDirectories(place.getParent());
        Files.copy(file, place);
      }
      return target;
    } catch (IOException uncopied) {
      throw new UncheckedIOException(uncopied);
    }
  }

  /** Everything, with what is a hook as a plain object: this Helm leaves hooks out. */
  static Rendered render(String name) {
    return RENDERED.computeIfAbsent(name, key -> Rendered.of(template(WITHOUT_HOOKS, values(key))));
  }

  static String withoutHooks(String yaml) {
    return yaml.replace("helm.sh/hook", "helm.sh/no-hook");
  }

  private static Path unhooked() {
    try {
      Path copy = copy(Files.createTempDirectory("chart").resolve("stillwatch"));
      Path hook = copy.resolve("templates/tests/answers.yaml");
      Files.writeString(hook, withoutHooks(Files.readString(hook)));
      return copy;
    } catch (IOException uncopied) {
      throw new UncheckedIOException(uncopied);
    }
  }

  static String template(Path folder, Path values) {
    return command(folder, values).call();
  }

  /** As above, with one more value. Throws IllegalStateException when the chart refuses it. */
  static String template(Path values, String key, Object value) {
    return command(FOLDER, values).set(key, value).call();
  }

  private static TemplateCommand command(Path folder, Path values) {
    return new Helm(folder)
        .template()
        .withName(RELEASE)
        .withNamespace(NAMESPACE)
        .withKubeVersion(KUBERNETES)
        .withValuesFile(values);
  }
}
