package io.stillwatch.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Which part of the house may know which. */
class ArrowsTest {
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("proto", Set.of()),
          Map.entry("sketch", Set.of()),
          Map.entry("embedded-postgres", Set.of()),
          Map.entry("features", Set.of("sketch", "proto")),
          Map.entry("rim", Set.of("proto")),
          Map.entry("detector", Set.of("features")),
          Map.entry("simulator", Set.of("features")),
          Map.entry("feature-service", Set.of("features", "rim")),
          Map.entry("model-service", Set.of("detector", "rim")),
          Map.entry("trainer", Set.of("detector")),
          Map.entry(
              "evaluation",
              Set.of(
                  "trainer", "feature-service", "model-service", "simulator", "embedded-postgres")),
          Map.entry("standalone", Set.of("evaluation", "embedded-postgres")),
          Map.entry("benchmarks", Set.of("standalone")),
          Map.entry("image", Set.of("standalone")),
          Map.entry("e2e", Set.of()),
          Map.entry("helm", Set.of()));

  static Stream<Arguments> modules() throws Exception {
    List<String> names = texts(pom(Repository.root()), "modules", "module");
    return names.stream().map(name -> arguments(name));
  }

  @ParameterizedTest
  @MethodSource("modules")
  void pom_ofEveryModule_knowsOnlyWhatTheHouseAllows(String module) throws Exception {
    assertThat(ARROWS).as("modules of the house").containsKey(module);
    assertThat(knownModules(module))
        .as("modules that %s knows", module)
        .isSubsetOf(ARROWS.get(module));
  }

  @Test
  void tribuo_isAtHomeInDetectorOnly() throws Exception {
    for (String module : ARROWS.keySet()) {
      if (!module.equals("detector")) {
        List<Path> foreign = importing(Repository.sources(module), "org.tribuo.");
        foreign.removeIf(file -> isPeer(module, file));
        assertThat(foreign).as(module).isEmpty();
      }
    }
  }

  /** What we are measured against may be a model of Tribuo's. */
  private static boolean isPeer(String module, Path file) {
    return module.equals("benchmarks") && file.getParent().endsWith("peers");
  }

  @Test
  void features_outsideWire_knowNothingOfProtobuf() throws IOException {
    List<Path> kernel =
        Repository.sources("features").stream()
            .filter(file -> !file.getParent().endsWith("wire"))
            .toList();
    assertThat(kernel).isNotEmpty();
    assertThat(importing(kernel, "com.google.protobuf.")).isEmpty();
    assertThat(importing(kernel, "io.stillwatch.v1.")).isEmpty();
  }

  @Test
  void sketch_knowsOnlyTheJdk() throws IOException {
    List<Path> sources = Repository.sources("sketch");
    assertThat(sources).isNotEmpty();
    for (Path source : sources) {
      assertThat(Files.readAllLines(source).stream().filter(line -> line.startsWith("import ")))
          .as(source.toString())
          .allMatch(
              line ->
                  line.matches(
                      "import (static )?(javax?\\.|org\\.jspecify\\.|io\\.stillwatch\\.sketch\\.).*"));
    }
  }

  private static Set<String> knownModules(String module) throws Exception {
    Set<String> known = new TreeSet<>();
    Element dependencies = child(pom(Repository.root().resolve(module)), "dependencies");
    for (Element dependency : children(dependencies, "dependency")) {
      if (text(dependency, "groupId").equals("io.stillwatch")
          && !text(dependency, "scope").equals("test")) {
        known.add(text(dependency, "artifactId").replaceFirst("^stillwatch-", ""));
      }
    }
    return known;
  }

  private static List<Path> importing(List<Path> sources, String prefix) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path source : sources) {
      if (Files.readString(source)
          .matches("(?s).*\\nimport (static )?" + prefix.replace(".", "\\.") + ".*")) {
        found.add(source);
      }
    }
    return found;
  }

  private static Element pom(Path folder) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(folder.resolve("pom.xml").toFile())
        .getDocumentElement();
  }

  private static List<String> texts(Element parent, String list, String item) {
    return children(child(parent, list), item).stream().map(Element::getTextContent).toList();
  }

  private static String text(Element parent, String name) {
    return children(parent, name).stream().findFirst().map(Element::getTextContent).orElse("");
  }

  private static Element child(Element parent, String name) {
    return children(parent, name).get(0);
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }
}
