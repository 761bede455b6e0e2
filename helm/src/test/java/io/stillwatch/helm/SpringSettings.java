package io.stillwatch.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.beans.BeanInfo;
import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings that Spring Boot describes in its own jars. */
final class SpringSettings {
  private static final String DESCRIPTIONS = "META-INF/spring-configuration-metadata.json";
  private static final Pattern MAP =
      Pattern.compile("java\\.util\\.Map<java\\.lang\\.String,(.+)>");

  private final Map<String, String> typesByName = new TreeMap<>();

  SpringSettings() {
    try {
      for (URL url :
          Collections.list(SpringSettings.class.getClassLoader().getResources(DESCRIPTIONS))) {
        for (JsonNode property : read(url).path("properties")) {
          if (!property.has("deprecation")) {
            typesByName.put(
                asVariable(property.path("name").asText()), property.path("type").asText());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(URL url) throws IOException {
    try (InputStream stream = url.openStream()) {
      return new ObjectMapper().readTree(stream);
    }
  }

  /** Whether an environment variable is bound to a setting, by Spring's own rule for its name. */
  boolean has(String variable) {
    return typesByName.containsKey(variable)
        || typesByName.entrySet().stream()
            .anyMatch(
                entry ->
                    variable.startsWith(entry.getKey() + "_")
                        && isBelow(
                            entry.getValue(), variable.substring(entry.getKey().length() + 1)));
  }

  /** Below a map: any key, then a property of the type of its values. */
  private static boolean isBelow(String type, String rest) {
    Matcher map = MAP.matcher(type);
    int end = rest.indexOf('_');
    if (!map.matches() || end < 0) {
      return false;
    }
    Deque<String> path = new ArrayDeque<>(List.of(rest.substring(end + 1).split("_")));
    try {
      return hasProperty(Class.forName(map.group(1)), path);
    } catch (ReflectiveOperationException | IntrospectionException e) {
      throw new IllegalStateException("cannot look into " + type, e);
    }
  }

  private static boolean hasProperty(Class<?> type, Deque<String> path)
      throws IntrospectionException {
    if (path.isEmpty()) {
      return true;
    }
    String name = path.pop();
    BeanInfo bean = Introspector.getBeanInfo(type);
    for (PropertyDescriptor property : bean.getPropertyDescriptors()) {
      if (property.getName().toUpperCase(Locale.ROOT).equals(name)) {
        return hasProperty(property.getPropertyType(), path);
      }
    }
    return false;
  }

  private static String asVariable(String name) {
    return name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }
}
